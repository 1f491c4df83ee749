"""The page on which files are brought in: tried out, then kept or thrown away, and undone."""

import pandas as pd
import streamlit as st

from components import notices, state, tables, unmatched
from components.here import Here
from data.errors import MilltirError
from data.settings import load_settings
from data.shelf import go_back, has_before
from data.uploads import Trial, accept, accounts_of, discard, manifest_of, try_out, unmatched_of

WAITING, SAID = "trial", "upload-said"
KINDS = ["csv", "xlsx", "ods", "json", "geojson", "gpkg", "zip"]


def bring_in(here: Here) -> None:
    """Choose files and have them tried out."""
    text = here.text
    files = st.file_uploader(text("upload.choose"), accept_multiple_files=True, type=KINDS)
    said = state.recall(SAID)
    if said:
        st.success(text(f"upload.{said}"))
    if not st.button(text("upload.check"), type="primary", disabled=not files):
        return
    bar = st.progress(0.0)

    def show_progress(share: float, what: str) -> None:
        del what
        bar.progress(min(share, 1.0))

    try:
        content = {file.name: file.getvalue() for file in files}
        trial = try_out(content, load_settings(), progress=show_progress)
    except MilltirError as error:
        notices.explain(text, error)
        st.info(text("upload.nothing_kept"))
        return
    finally:
        bar.empty()
    state.remember(WAITING, f"{trial.upload} {trial.release}")
    st.rerun()


def waiting(here: Here) -> bool:
    """What was tried out and waits for a yes or a no; False where nothing does."""
    kept = state.recall(WAITING).split()
    if len(kept) != 2:
        return False
    trial, text, settings = Trial(upload=kept[0], release=kept[1]), here.text, load_settings()
    rows = [
        {
            text("report.file"): account.file,
            text("data.kind"): text(f"kind.{account.kind}"),
            text("data.read"): text.number(account.read),
            text("data.used"): text.number(account.used),
            text("data.left"): text.number(sum(account.left_out.values())),
            text("report.why"): "; ".join(
                f"{text.number(n)} {text(f'reason.{why}')}"
                for why, n in {**account.left_out, **account.notes}.items()
            ),
        }
        for account in accounts_of(trial, settings)
    ]
    st.subheader(text("upload.would"))
    if rows:
        numbers = [text(f"data.{name}") for name in ("read", "used", "left")]
        tables.show_plain(pd.DataFrame(rows), numbers=numbers)
    else:
        st.warning(text("upload.no_use"))
    unmatched.show_names(here, unmatched_of(trial, settings))
    manifest = manifest_of(trial, settings)
    months = text.months(manifest.first_month, manifest.last_month)
    st.write(text("upload.months", months=months))
    with st.container(horizontal=True):
        yes = st.button(text("upload.accept"), type="primary", key="upload-accept")
        no = st.button(text("upload.discard"), key="upload-discard")
    if yes or no:
        (accept if yes else discard)(trial, settings)
        state.remember(WAITING, "")
        state.remember(SAID, "accepted" if yes else "discarded")
        st.rerun()
    return True


def way_back(here: Here) -> None:
    """Serve the release before the current one again."""
    settings = load_settings()
    if has_before(settings) and st.button(here.text("upload.undo"), icon=":material/undo:"):
        go_back(settings)
        state.remember(SAID, "undone")
        st.rerun()
