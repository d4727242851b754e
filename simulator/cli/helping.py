"""The help text of a command lives beside it, in a Markdown file of its own."""

from pathlib import Path


def help_of(name: str) -> str:
    r"""Return a command's help; paragraphs that hold commands are kept as they stand (click's `\b` mark)."""
    text = (Path(__file__).parent / f"{name}.md").read_text(encoding="utf-8")
    return "\n\n".join(_kept(paragraph) for paragraph in text.strip().split("\n\n"))


def _kept(paragraph: str) -> str:
    return f"\b\n{paragraph}" if paragraph.startswith("    ") else paragraph
