"""The way through: pages from intake, through article and statements, into the archive; then who and which story.

The only room that knows the order of the others.
"""

from __future__ import annotations

from dateline.pipeline.account import Account
from dateline.pipeline.add import add
from dateline.pipeline.captured import as_captured
from dateline.pipeline.correct import correct, merge_stories, move_article, split_story, undo
from dateline.pipeline.decide_speakers import (
    alias_speaker,
    merge_speakers,
    never_merge,
    place_name,
    rename_speaker,
    speaker_named,
    split_speaker,
)
from dateline.pipeline.regroup import regroup
from dateline.pipeline.reread import Change, reread
from dateline.pipeline.score import code, draw_sample, score
from dateline.pipeline.trace import Trail, trace
from dateline.pipeline.verify import verify

__all__ = ["Account", "Change", "Trail", "add", "alias_speaker", "as_captured", "code", "correct", "draw_sample",
           "merge_speakers", "merge_stories", "move_article", "never_merge", "place_name", "regroup", "rename_speaker",
           "reread", "score", "speaker_named", "split_speaker", "split_story", "trace", "undo", "verify"]
