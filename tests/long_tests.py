"""Which tests take long: those that `make test` leaves to `make test-long`, and what begins first.

A test is long if it opens every page, or starts servers, a cluster or dozens of builds: what takes
more than about three seconds of two processors, or sixteen in a browser. CI runs both.
"""

# Files, folders and tests by the beginning of their name. Of what each is about, `make test` has a
# shorter case.
LONG = (
    "tests/browser/test_accessibility.py::test_data_of_several_authorities",
    "tests/browser/test_accessibility.py::test_no_page_breaks_a_rule",
    "tests/browser/test_explorer.py::test_the_animation_is_paused",
    "tests/browser/test_explorer.py::test_the_map_stays_where_it_was_moved_to",
    "tests/browser/test_hot_spots.py::test_charts_of_what_stands_out",
    "tests/browser/test_journey.py::test_a_click_during_the_reply",
    "tests/browser/test_journey.py::test_choices_are_in_the_history",
    "tests/browser/test_levels.py::test_a_filter_to_a_beat",
    "tests/browser/test_map_first.py::test_a_card_has_name_value_range",
    "tests/browser/test_map_first.py::test_the_map_begins_high",
    "tests/browser/test_meetings.py",
    "tests/browser/test_orders.py::test_clicking_an_order",
    "tests/browser/test_panel.py::test_places_are_chosen_in_the_table",
    "tests/browser/test_pieces.py::test_borders_are_drawn_between_authorities",
    "tests/browser/test_pieces.py::test_from_the_authorities_to_one_area",
    "tests/browser/test_place.py::test_a_place_is_found_by_name",
    "tests/browser/test_place.py::test_a_postcode_and_the_map_panel",
    "tests/browser/test_plan_and_responses.py::test_a_lead_enters",
    "tests/browser/test_responses.py",
    "tests/browser/test_search.py",
    "tests/browser/test_sign_in.py::test_a_deep_link_survives",
    "tests/components/packs/test_agreement.py",
    "tests/components/queries/test_all_shapes.py",
    "tests/components/queries/test_derived.py",
    "tests/components/server/test_crowd.py",
    "tests/components/server/test_served.py",
    "tests/components/server/test_sessions.py",
    "tests/components/snapshot/test_agreement.py",
    "tests/components/work/test_served.py",
    "tests/crash",
    "tests/data/backup/test_backup.py::test_whatever_fails",
    "tests/data/backup/test_stopped_restoration.py",
    "tests/data/cli/test_commands.py::test_a_reader_that_ends_early",
    "tests/data/cli/test_disclosure.py",
    "tests/data/cli/test_update.py",
    "tests/data/disclosure/test_attacks.py",
    "tests/data/erasure/test_erase.py",
    "tests/data/erasure/test_interrupted.py",
    "tests/data/erasure/test_published_survey.py",
    "tests/data/erasure/test_register.py",
    "tests/data/erasure/test_retention.py::test_a_build_on_the_command_line",
    "tests/data/executor/test_cluster.py::test_a_build_with_a_killed_worker",
    "tests/data/executor/test_cluster.py::test_a_lost_scheduler",
    "tests/data/executor/test_cluster.py::test_a_worker_without_enough_memory",
    "tests/data/executor/test_cluster.py::test_an_unfit_worker_is_named",
    "tests/data/files/test_bombs.py",
    "tests/data/forces/test_recording_breaks.py::test_few_false_breaks",
    "tests/data/release/test_damage_under_an_open_store.py",
    "tests/data/release/test_interrupted_acts.py",
    "tests/data/sample/test_sample.py::test_writing_again",
    "tests/data/uploads/test_trials.py",
    "tests/hostile",
    "tests/mutations",
    "tests/pages/test_access_table.py",
    "tests/pages/test_consent.py",
    "tests/pages/test_consistency.py::test_only_partners_see",
    "tests/pages/test_one_release_a_run.py",
    "tests/pages/test_perceived_sources.py",
    "tests/pages/test_published_only.py",
    "tests/pages/test_read_only.py",
    "tests/pages/test_real_release.py",
    "tests/pages/test_two_partnerships.py",
    "tests/pages/test_without_residents.py",
    "tests/truth/test_authorities.py",
    "tests/truth/test_month.py",
    "tests/truth/test_slow_path.py",
    "tests/truth/test_trial.py",
    "tests/truth/test_truth.py::test_every_number_of_the_whole_area",
)
# By far the longest first: what begins last would keep one process at work when the others have
# ended.
FIRST = (
    "tests/pages/test_one_release_a_run.py",
    "tests/data/uploads/test_trials.py",
    "tests/truth",
    "tests/data/erasure/test_erase.py",
    "tests/components/packs/test_agreement.py",
    "tests/components/snapshot/test_agreement.py",
    "tests/components/server",
    "tests/data/executor",
    "tests/crash",
    "tests/browser/test_accessibility.py",
)


def is_long(name: str) -> bool:
    """Return whether `make test` leaves out the test of this name, such as `tests/a.py::test_b`."""
    return name.startswith(LONG)


def turn(name: str) -> int:
    """Return the place of the test in the order in which files are begun."""
    return next((n for n, first in enumerate(FIRST) if name.startswith(first)), len(FIRST))
