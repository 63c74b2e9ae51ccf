"""Dates: the arithmetic of calendars, and every way in which documents print a day.

- `calendar`: whole days in ISO 8601, days some weeks or months later, other calendars and eras;
- `patterns`: dates as a language writes them, with a year, anywhere in a text (`find_dates`);
- `lines`: dates in a line that says when: also in words, in Chinese characters, in other calendars
  (`dates_in`; `days` for the decoder);
- `places`: the place beside a date.

`communique.acts` needs `calendar.later` (a day some days, weeks, months or years later) and
`calendar.iso_day`, and from `patterns` `find_dates`, `date_reader` and `DateReader`.
"""
