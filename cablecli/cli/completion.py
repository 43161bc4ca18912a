"""What a shell completes. The functions get the context of the unfinished command line, and what its last word is."""

from collections.abc import Iterable
from glob import escape, iglob  # a path is completed as it was typed, which pathlib may respell

import click
from click.shell_completion import CompletionItem, get_completion_class

from cablecli.cli.options import Choice, examples
from cablecli.cli.output import OK

_SHELLS = ("bash", "zsh", "fish")
_MOST_IDS = 100
_MENDED = (  # in the scripts of click
    # The one for fish cuts a value such as `id,subject` at its comma.
    ('string split ","', 'string split --max 1 ","'),
    # The one for zsh puts the value of `--format=json` in the place of all of it.
    (
        "    for type key descr in",
        "    [[ $PREFIX == --*=* ]] && compset -P 1 '*='\n    for type key descr in",
    ),
    ("completions_with_descriptions -U", 'completions_with_descriptions -U -i "$IPREFIX"'),
    ("compadd -U", 'compadd -U -i "$IPREFIX"'),
)
_Items = list[CompletionItem]


@click.command(
    "completion",
    epilog=examples(
        "echo 'source <(cablecli completion bash)' >> ~/.bashrc",
        "echo 'source <(cablecli completion zsh)' >> ~/.zshrc        below compinit",
        "cablecli completion fish > ~/.config/fish/completions/cablecli.fish",
    ),
)
@click.argument("shell", type=Choice(_SHELLS), metavar="|".join(_SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print the script that switches completion on in a shell.

    Commands, options and their values are completed, names of files, and the ids of the cables in the collection.
    """
    root = ctx.find_root()
    program = root.info_name or ""
    made = get_completion_class(shell)
    assert made, shell
    script = made(root.command, {}, program, f"_{program.upper()}_COMPLETE").source()
    for theirs, ours in _MENDED:
        script = script.replace(theirs, ours)
    click.echo(script, nl=False)
    return OK


def paths(ctx: click.Context, incomplete: str) -> _Items:
    """Whatever file or directory the shell finds."""
    return [CompletionItem(incomplete, type="file")]


def files(ctx: click.Context, incomplete: str) -> _Items:
    """Paths; ids where what is typed begins one and no path, as a path that exists wins."""
    if incomplete[:1].isdecimal() and not any(iglob(f"{escape(incomplete)}*")):  # noqa: PTH207
        return ids(ctx, incomplete)
    return paths(ctx, incomplete)


def ids(ctx: click.Context, incomplete: str) -> _Items:
    """The first ids of the collection that begin like this; none where there is no collection."""
    from cablecli.cli.inputs import nearest
    from cablecli.store import StoreError
    from cablecli.store.collection import Collection

    path = ctx.params.get("database") or nearest()
    if not path:
        return []
    try:
        with Collection(path) as collection:
            found = collection.ids_from(incomplete.upper(), _MOST_IDS)
            return [CompletionItem(id) for id in found if id.isprintable()]
    except StoreError:  # nothing may be said in the middle of a command line
        return []


def fields(ctx: click.Context, incomplete: str) -> _Items:
    """Names for `--fields`; they follow those already typed."""
    from cablecli import views
    from cablecli.views.fields import further
    from cablecli.views.lint import lint
    from cablecli.views.listing import HITS, listing

    own = {
        "show": tuple(views.SHOW), "paragraphs": views.PARAGRAPHS.columns, "tags": views.TAGS.columns,
        "participants": views.PARTICIPANTS.columns, "lint": lint(()).columns,
        "list": listing().columns, "search": HITS.columns,
    }.get(ctx.info_name or "", ())  # fmt: skip
    typed, comma, last = incomplete.rpartition(",")
    return [CompletionItem(typed + comma + item.value) for item in _beginning(last, (*own, *further(own)))]


def tags(ctx: click.Context, incomplete: str) -> _Items:
    from cablecli.facts.tables import lines

    names = {code: name for code, *_, name in (row.split("\t") for row in lines("tags.tsv"))}
    return [
        CompletionItem(i.value, help=names[i.value] or None) for i in _beginning(incomplete.upper(), names)
    ]


def posts(ctx: click.Context, incomplete: str) -> _Items:
    from cablecli.facts.tables import lines

    return _beginning(incomplete.upper(), (row.partition("\t")[0] for row in lines("posts.tsv")))


def recipients(ctx: click.Context, incomplete: str) -> _Items:
    """Posts; for `export` first of all the form that its --to must name."""
    from cablecli.export import FORMS

    forms = _beginning(incomplete.lower(), FORMS) if ctx.info_name == "export" else []
    return [*forms, *(posts(ctx, incomplete) if incomplete or not forms else [])]


def levels(ctx: click.Context, incomplete: str) -> _Items:
    from cablecli.in_short import LEVELS

    return [
        CompletionItem(i.value.upper(), help=LEVELS[i.value]) for i in _beginning(incomplete.lower(), LEVELS)
    ]


def labels(ctx: click.Context, incomplete: str) -> _Items:
    """The labels of paragraphs that are single words: a shell would split others into several arguments."""
    from cablecli.facts.words import words

    named = sorted({line.partition(" = ")[2] for line in words("paragraph_labels")})
    return _beginning(incomplete.lower(), (name for name in named if " " not in name))


def _beginning(start: str, names: Iterable[str]) -> _Items:
    return [CompletionItem(name) for name in names if name.startswith(start)]
