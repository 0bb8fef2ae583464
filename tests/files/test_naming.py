import pytest

from judging.files.naming import is_hidden


@pytest.mark.parametrize("char", [" ", "\u3000", "\xa0", "张", "1", "·"])
def test_a_space_inside_a_name_is_no_hidden_character(char):
    assert not is_hidden(char)


@pytest.mark.parametrize("char", ["\u200b", "\ufeff", "\u202e", "\u2028", "\n", "\0"])
def test_what_nobody_sees_is_hidden(char):
    assert is_hidden(char)
