// What the theme leaves without a name, or out of the keyboard's reach: the dialogue of the search, the bar of buttons at
// each piece of code, what is larger than its place and scrolls.
const SCROLLED = ":is(.md-typeset__scrollwrap, .md-search__scrollwrap):not([tabindex])";

const mend = () => {
  document.querySelector(".md-search")?.setAttribute("aria-label", "Search");
  for (const bar of document.querySelectorAll(".md-code__nav:not([role])")) bar.setAttribute("role", "none");
  for (const wide of document.querySelectorAll(SCROLLED)) wide.tabIndex = 0;
};

new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
mend();
