"""Words that are read aloud and typed again."""

from storage.words import LETTERS, as_meant, random_word


def test_no_two_letters_look_alike() -> None:
    assert len(LETTERS) == 32
    assert not set("OILU") & set(LETTERS)


def test_words_are_random_and_as_long_as_asked() -> None:
    words = {random_word(8) for _ in range(100)}

    assert len(words) == 100
    assert all(len(word) == 8 and set(word) <= set(LETTERS) for word in words)


def test_a_typed_word_is_read_as_it_was_meant() -> None:
    assert as_meant(" 7k3q-x2oi ") == "7K3QX201"
