from judging.web.entrance.allowance import Allowance


def test_so_much_may_be_sent_at_once_and_then_as_much_as_time_brings():
    allowance = Allowance(10, per_s=2, now=100)

    taken = [allowance.take(4, now) for now in (100, 100, 100, 100.5, 101, 102, 1000, 1000, 1000)]

    assert taken == [True, True, False, False, True, False, True, True, False]
