from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.core.scoring.numbers import parse, plain, rounded, shortest
from judging.core.scoring.rulebook import Rounding

HALF_UP, TRUNCATE, HALF_EVEN = Rounding.HALF_UP, Rounding.TRUNCATE, Rounding.HALF_EVEN


@pytest.mark.parametrize("text", ["0", "95", "95.5", "-3.25", "007", "999999.999999", "0.10"])
def test_a_plain_decimal_is_a_mark(text):
    assert parse(text) == Decimal(text)


@pytest.mark.parametrize(
    "text",
    ["", " ", " 95", "95 ", "95\n", "+5", ".5", "5.", "1e2", "NaN", "Infinity", "95,5", "９５", "٩٥", "1_000",
     "1234567", "0.1234567", "--1", "0x1F", "95分", "\ufeff95"],
)  # fmt: skip
def test_anything_else_is_no_mark(text):
    with pytest.raises(ValueError, match="plain decimal"):
        parse(text)


def test_minus_nought_is_nought():
    assert str(parse("-0.00")) == "0.00"


@pytest.mark.parametrize(
    ("value", "places", "half_up", "truncate", "half_even"),
    [
        ("91.045", 2, "91.05", "91.04", "91.04"),
        ("91.055", 2, "91.06", "91.05", "91.06"),
        ("-91.045", 2, "-91.05", "-91.04", "-91.04"),
        ("89.0446", 2, "89.04", "89.04", "89.04"),
        ("-0.004", 2, "0.00", "0.00", "0.00"),
        ("2.5", 0, "3", "2", "2"),
        ("7", 2, "7.00", "7.00", "7.00"),
        ("999999.9999995", 6, "1000000.000000", "999999.999999", "1000000.000000"),
    ],
)
def test_each_rounding_at_and_beside_the_half(value, places, half_up, truncate, half_even):
    exact = Decimal(value)

    assert str(rounded(exact, places, HALF_UP)) == half_up
    assert str(rounded(exact, places, TRUNCATE)) == truncate
    assert str(rounded(exact, places, HALF_EVEN)) == half_even


def test_a_third_is_rounded_from_its_exact_value():
    assert str(rounded(Fraction(2, 3), 4, HALF_UP)) == "0.6667"


def test_rounding_needs_no_digits_of_the_surrounding_context():
    value = Decimal("123456789012345678901234567890.125")

    with localcontext(prec=3):
        result = rounded(value, 2, HALF_UP)

    assert str(result) == "123456789012345678901234567890.13"


@given(st.fractions(max_denominator=10**6), st.integers(0, 6), st.sampled_from(Rounding))
def test_what_is_rounded_has_its_places_and_is_nearer_than_one_unit(value, places, rounding):
    result = rounded(value, places, rounding)

    assert -result.as_tuple().exponent == places
    assert abs(Fraction(result) - value) * 10**places < 1
    assert rounded(result, places, rounding) == result


def test_plain_text_keeps_the_places_and_has_no_exponent():
    assert [plain(Decimal(text)) for text in ("91.50", "1E+2", "-0.00", "-3")] == [
        "91.50",
        "100",
        "0.00",
        "-3",
    ]


def test_the_shortest_text_has_no_needless_zeros():
    texts = ("91.50", "100", "0.00", "-3.0", "0.05")

    assert [shortest(Decimal(text)) for text in texts] == ["91.5", "100", "0", "-3", "0.05"]
