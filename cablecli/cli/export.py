import click

from cablecli.cli.options import Settings, about_output, cable_command, completed, suggest
from cablecli.export import EXCEL, FORMS, SINGLE, Form


def _parted(ctx: click.Context, _: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    """Take the one form out of the values of `--to`; the others are posts, as for all commands."""
    forms = [name for name in names if name.lower() in FORMS]
    posts = tuple(name for name in names if name not in forms)
    if len(forms) != 1:
        hint = "" if forms else suggest(posts[-1] if posts else "", FORMS)
        raise click.UsageError(f"--to must name one form of {', '.join(FORMS)}.{hint}")
    ctx.params["form"] = forms[0].lower()
    return posts


@cable_command(
    "export",
    "cablecli export cables.jsonl --to jsonl cables/",
    "cablecli export tables --to csv --excel --from paris --since 2007",
    "cablecli export reader.html --to html 07PARIS2827 07PARIS2830",
    "cablecli export cited.graphml --to graphml --to secstate",
    "cablecli export s3://us/t --to parquet --scheduler tcp://head:8786 s3://in/",
)
@click.argument("dest")
@click.option("--to", "recipients", multiple=True, metavar="FORM|POST", callback=_parted,
              shell_complete=completed("recipients"), help="The form of DEST; a post: only cables to it.")  # fmt: skip
@click.option("--force", is_flag=True, help="Replace DEST, if it is a file or a folder that an export made.")
@click.option(
    "--scheduler", metavar="ADDRESS", help="parquet by the workers of dask: tcp://HOST:PORT, or local."
)
@click.option("--single", is_flag=True, help="html as one page, as where DEST ends in .html.")
def command(
    settings: Settings, form: str, dest: str, force: bool, scheduler: str | None, single: bool
) -> int:
    """Write cables to DEST for other programs. It appears once it is complete; no input is ever replaced.

    \b
    --to jsonl     a file, a record a line
    --to csv       a folder, a file a table, those of a collection
    --to parquet   the same, typed; needs the extra `parquet`
    --to markdown  a folder, a file a cable
    --to html      a folder of linked pages, or one page; needs the extra `html`
    --to graphml   a file, a graph of references; needs the extra `graph`

    Any other --to is a post: only cables to it.
    """
    from cablecli.cli.exporting import run, run_on

    if about_output() - {"excel"}:
        raise click.UsageError(
            "export writes to DEST: of the options about the output only --excel has a meaning."
        )
    if scheduler is not None:
        if form != "parquet":
            raise click.UsageError("--scheduler is about --to parquet.")
        return run_on(settings, scheduler, dest, force=force)
    return run(settings, _form(form, dest, excel=settings.excel, single=single), dest, force=force)


def _form(name: str, dest: str, *, excel: bool, single: bool) -> Form:
    if excel and name != "csv":
        raise click.UsageError("--excel is about --to csv.")
    if single and name != "html":
        raise click.UsageError("--single is about --to html.")
    if excel:
        return EXCEL
    is_page = dest == "-" or dest.lower().endswith((".html", ".htm"))
    return SINGLE if single or (name == "html" and is_page) else FORMS[name]
