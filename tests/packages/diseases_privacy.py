"""Personal data, plain and in disguise. The numbers are invented; their check digits are right."""

from __future__ import annotations

from tests.builders import package_files
from tests.packages.sick import Disease, with_cells, with_note

IDENTITY, CARD, MOBILE = "11010519491231002X", "6225881414207430", "13800138000"

PRIVACY: tuple[Disease, ...] = (
    Disease("identity-number", with_note(f"经办 {IDENTITY}"), ("privacy.id-number matters.csv!H2",)),
    Disease("identity-number-with-spaces", with_note("110105 1949 1231 002X"), ("privacy.id-number matters.csv!H2",)),
    Disease(
        "identity-number-full-width",
        with_note("１１０１０５１９４９１２３１００２Ｘ"),
        ("privacy.id-number matters.csv!H2",),
    ),
    Disease(
        "identity-number-in-characters",
        with_note("一一〇一〇五一九四九一二三一〇〇二X"),
        ("privacy.id-number matters.csv!H2",),
    ),
    Disease("identity-number-mistyped", with_note("110105194912310021"), ("privacy.id-number matters.csv!H2",)),
    Disease("identity-number-of-15-digits", with_note("110105491231002"), ("privacy.id-number matters.csv!H2",)),
    Disease(
        "identity-number-in-an-amount",
        with_cells("matters", "M1", amount=IDENTITY),
        ("privacy.id-number matters.csv!D2",),
    ),
    Disease(
        "identity-number-as-key", with_cells("venues", "V1", venue_id=IDENTITY), ("privacy.id-number venues.csv!A2",)
    ),
    Disease(
        "identity-number-as-audit",
        with_cells("audits", "AU2", audit_id=IDENTITY, findings_count="1"),
        ("privacy.id-number audits.csv!A3", "identity.findings-count audits.csv!L3"),
    ),
    Disease(
        "identity-number-as-credit-code",
        with_cells("assets", "AS1", counterparty_uscc=IDENTITY),
        ("privacy.id-number assets.csv!G2",),
    ),
    Disease(
        "identity-number-in-a-title",
        package_files(descriptor={"title": f"报告 {IDENTITY}"}),
        ("privacy.id-number datapackage.json",),
    ),
    Disease(
        "identity-number-as-code", with_cells("channels", "CH1", kind=IDENTITY), ("privacy.id-number channels.csv!B2",)
    ),
    Disease("identity-number-in-exponent-form", with_note("1.10105E+17"), ("privacy.damaged-number matters.csv!H2",)),
    Disease("mobile-number", with_note(f"联系 {MOBILE}"), ("privacy.mobile-number matters.csv!H2",)),
    Disease("mobile-number-with-dashes", with_note("138-0013-8000"), ("privacy.mobile-number matters.csv!H2",)),
    Disease("landline-in-a-note", with_note("咨询 010-65012345"), ("privacy.landline matters.csv!H2",)),
    Disease("bank-card", with_note(CARD), ("privacy.bank-card matters.csv!H2",)),
    Disease("bank-card-in-groups", with_note("6225 8814 1420 7430"), ("privacy.bank-card matters.csv!H2",)),
    Disease("bank-account", with_note("开户账号：0200004509014412345"), ("privacy.bank-account matters.csv!H2",)),
    Disease(
        "whole-account-number",
        with_cells("bank_accounts", "6688", account_tail="0200004509014412345"),
        ("privacy.bank-account bank_accounts.csv!A2",),
    ),
    Disease("e-mail", with_note("name@example.org"), ("privacy.email matters.csv!H2",)),
    Disease("passport", with_note("护照号 E12345678"), ("privacy.passport matters.csv!H2",)),
    Disease("messenger", with_note("微信：zhangsan_88"), ("privacy.messenger matters.csv!H2",)),
)
