"""The examples at the end of each help screen, by the words that start the command."""

_SCORE = (
    "--promise 22c516edbf --score 0 --date 2025 "
    '--evidence "Half is open." --guideline "Kept if all is open."'
)
EXAMPLES: dict[str, tuple[str, ...]] = {
    "communique": (
        "communique convert statement.pdf -o statement.xml",
        "communique promises statements -o promises.xlsx",
    ),
    "communique new": (
        'communique new --title "Harbour Declaration" --language en -o harbour.xml',
        'communique new --title "Déclaration des ports" --language fr --date 2024-05-03 -o ports.json',
    ),
    "communique convert": (
        "communique convert statement.pdf -o statement.xml",
        "communique convert statement.docx --hints corrections.json -o statement.html",
    ),
    "communique validate": (
        "communique validate declarations",
        "communique validate statement.xml --profile generic --output-format concise",
    ),
    "communique show": (
        "communique show statement.pdf",
        "communique show unsc-2585-2021 3",
    ),
    "communique label": (
        "communique label statement.docx -o statement.tsv",
        "communique label statement.txt --language fr -o statement.tsv",
    ),
    "communique diff": (
        "communique diff draft.docx final.pdf",
        "communique diff unsc-2585-2021 my-edition.xml --output-format json",
    ),
    "communique promises": (
        "communique promises statement.pdf",
        "communique promises statements -o promises.xlsx",
        "communique promises --series 2021.xml 2022.xml 2023.xml -o promises.svg",
    ),
    "communique references": (
        "communique references statement.pdf",
        "communique references statements --scheme un -o references.csv",
    ),
    "communique quote": (
        'communique quote "we will light the lamps" --in statement.docx',
        "communique quote --document report.md --in statement.pdf",
    ),
    "communique suggest": (
        "communique suggest statement.txt -o overlay.json",
        "communique suggest statement.txt --hints overlay.json -o next.json",
    ),
    "communique follow-up": (
        "communique follow-up --as-of 2023-12-31",
        "communique follow-up init statement.xml -o ledger.json",
    ),
    "communique follow-up show": (
        "communique follow-up show --output-format csv",
        "communique follow-up show ledger.json statement.xml --output-format html > page.html",
    ),
    "communique follow-up init": (
        "communique follow-up init statement.xml -o ledger.json",
        "communique follow-up init unsc-2585-2021 -o ledger.json",
    ),
    "communique follow-up add": (
        (
            "communique follow-up add ledger.json --id first --date 2024-05 --concerns para_3 "
            '--effect advances --summary "The fund opened." --source "Press release"'
        ),
        (
            "communique follow-up add ledger.json --id second --date 2025 --concerns para_4 "
            '--effect hinders --summary "The fund closed." --source "Press release"'
        ),
    ),
    "communique follow-up score": (
        f"communique follow-up score ledger.json --party Chile {_SCORE}",
        f"communique follow-up score ledger.json statement.xml --party Oslo {_SCORE}",
    ),
    "communique follow-up table": (
        "communique follow-up table ledger.json statement.xml --by party",
        "communique follow-up table ledger.json -o scores.xlsx",
    ),
    "communique follow-up check": (
        "communique follow-up check ledger.json",
        "communique follow-up check ledger.json statement.xml",
    ),
    "communique corpus": (
        "communique corpus build statements treaties.zip -o corpus",
        'communique corpus search corpus "climate finance"',
    ),
    "communique corpus build": (
        "communique corpus build statements treaties.zip -o corpus",
        "communique corpus build statements -o corpus --to json,akn,parquet --jobs 2",
    ),
    "communique corpus graph": (
        "communique corpus graph corpus -o citations.graphml",
        "communique corpus graph corpus -o citations.csv --force",
    ),
    "communique corpus pack": (
        "communique corpus pack corpus -o collection",
        "communique corpus pack corpus -o collection --about about.json",
    ),
    "communique corpus export": (
        "communique corpus export corpus tables",
        'communique corpus export corpus tables --title "Statements on harbours" --date 2026-11-30',
    ),
    "communique corpus query": (
        'communique corpus query corpus "SELECT date, title FROM declarations ORDER BY date"',
        "communique corpus query corpus \"SELECT who, what, date FROM promises WHERE date > '2025'\"",
    ),
    "communique corpus stats": (
        "communique corpus stats corpus",
        "communique corpus stats corpus --output-format json",
    ),
    "communique corpus search": (
        "communique corpus search corpus climate finance",
        "communique corpus search corpus lamps --limit 5",
    ),
    "communique corpus site": (
        "communique corpus site corpus -o site",
        "communique corpus site corpus other -o site --jobs 2",
    ),
    "communique data": ("communique data list", "communique data path unsc-2585-2021"),
    "communique data list": (
        "communique data list",
        "communique data list | grep 2021",
    ),
    "communique data path": (
        "communique data path",
        "communique data path unsc-2585-2021",
    ),
    "communique data query": (
        'communique data query "SELECT work, language, quality FROM records"',
        "communique data query \"SELECT who, what FROM promises WHERE date > '2021'\" --output-format csv",
    ),
    "communique data search": (
        "communique data search climate finance",
        'communique data search "climate change" --language en --limit 5',
    ),
    "communique data promises": (
        'communique data promises --who "Security Council" --since 2015',
        "communique data promises --what climate --language en --output-format csv",
    ),
    "communique data export": (
        "communique data export tables",
        "communique data export tables --force",
    ),
    "communique data verify": ("communique data verify", "communique data verify ."),
    "communique explain": (
        "communique explain NUM001",
        "communique explain numbering-gap",
    ),
    "communique rules": ("communique rules", "communique rules --output-format json"),
    "communique lsp": ("communique lsp", "communique lsp < session.txt"),
    "communique mcp": (
        "communique mcp --corpus corpus",
        "communique mcp --http 8390",
    ),
    "communique workbench": (
        "communique workbench workbench --open",
        "communique workbench build/site/workbench --port 8391",
    ),
    "communique completion": (
        "communique completion bash > ~/.local/share/bash-completion/completions/communique",
        "communique completion fish > ~/.config/fish/completions/communique.fish",
    ),
}
