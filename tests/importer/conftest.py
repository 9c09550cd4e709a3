"""LibreOffice as an office has it: one profile for all conversions, for its first start is the slow one."""

import subprocess
from itertools import count
from shutil import which

import pytest


@pytest.fixture(scope="session")
def saved_as(tmp_path_factory):
    """A function: the bytes of an .xlsx as LibreOffice saves them in another `form`."""
    if which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("libreoffice")
    numbers = count()

    def convert(book, form):
        file = folder / f"{next(numbers)}.xlsx"
        file.write_bytes(book)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder / "out"), str(file)]
        done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
        assert "Error" not in done.stderr
        return (folder / "out" / file.with_suffix(f".{form}").name).read_bytes()

    return convert
