"""The simulations' tasks: the same shares wherever they run."""

from data.executor import Serial
from data.executor.processes import Processes
from tests.simulation.counties import PHIS
from tests.simulation.tasks import DISCLOSURE, HOT_SPOTS, QUESTIONS, shares

FEW, MOST = 8, 3 / 8


def test_processes_find_what_one_process_finds() -> None:
    asked = ("change", "rates")
    with Processes(2) as executor:
        apart = shares(asked, PHIS[:2], FEW, executor)
    assert apart == shares(asked, PHIS[:2], FEW, Serial())
    assert apart["change"][1.0] == float(QUESTIONS["change"](1.0, FEW).mean())


def test_no_way_is_called_better_where_nothing_lasts_and_no_hidden_number_is_found() -> None:
    found = shares(HOT_SPOTS, PHIS[:1], FEW, Serial())
    assert found["hot_spots_scored"][1.0] <= MOST
    assert shares(DISCLOSURE, PHIS[:1], 2, Serial())["surveys_attacked"] == {1.0: 0.0}
