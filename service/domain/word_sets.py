"""Word lists in the code, written as a person would: one string of words."""


def word_list(words: str) -> tuple[str, ...]:
    """The words of a string in order, told apart by white space."""
    return tuple(words.split())


def word_set(words: str) -> frozenset[str]:
    """The words of a string, told apart by white space."""
    return frozenset(words.split())
