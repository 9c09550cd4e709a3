"""What the check says of a package beside what main showed of the same year (history.*), and of the commits themselves."""

from __future__ import annotations

from yangguang.core.issues import Severity
from yangguang.door.messages.message import Message

CATALOGUE: tuple[Message, ...] = (
    Message(
        "privacy.commit", Severity.ERROR,
        "提交 {commit} 的{part}里有个人信息，会随历史公开",
        "The {part} of commit {commit} holds personal data, which the history makes public",
        "请改写说明、作者或邮箱（git commit --amend --reset-author 或 git rebase -i），用岗位的名字和邮箱；已推送过的不算改掉",
        "Change message, name or mail (git commit --amend --reset-author or git rebase -i) to those of a role; "
        "what was pushed before is not undone",
    ),
    Message(
        "history.stage-lowered", Severity.ERROR,
        "已公开的阶段（stage）是 {before}，不能退回 {stage}",
        "The stage that is published is {before}; it cannot go back to {stage}",
        "请把 datapackage.json 的 stage 改回 {before}",
        "Set stage in datapackage.json back to {before}",
    ),
    Message(
        "history.version-lowered", Severity.ERROR,
        "版本号 {version} 低于已公开的 {before}",
        "The version {version} is lower than the published {before}",
        "请把 datapackage.json 的 version 改为更高的版本号，如 {next}",
        "Raise version in datapackage.json, to {next} for example",
    ),
    Message(
        "history.version-not-raised", Severity.ERROR,
        "已公开的数改了 {count} 处，版本号仍是 {version}（已公开的是 {before}）",
        "{count} published figures changed, but the version is still {version} (published: {before})",
        "请把 datapackage.json 的 version 改为更高的版本号，如 {next}",
        "Raise version in datapackage.json, to {next} for example",
    ),
    Message(
        "history.change-without-reason", Severity.ERROR,
        "{title}中已公开的数改了 {count} 处，没有说明理由，如 {figure} 由 {before} 改为 {after}",
        "{count} published figures of {title} changed without a reason, such as {figure} from {before} to {after}",
        "请在 explanations.csv 增加一行：subject 写 {subject}（整张表写 {table}），kind 写 restatement_clerical（笔误）或 "
        "restatement_material（实质），text 写理由；若不应改，请改回原数",
        "Add a row to explanations.csv: subject {subject} (or {table} for the whole table), kind restatement_clerical or "
        "restatement_material, text the reason; if it should not have changed, restore the figure",
    ),
)  # fmt: skip
