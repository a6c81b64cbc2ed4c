"""The pinned packages' files: had from a registry by its own client, held against their digests, never installed."""

from __future__ import annotations

import gzip
import hashlib
import io
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from freshlint.supply.pack.recipe import Package, Recipe, RecipeError


class Artefacts:
    """Reads files of packages. `folder` keeps what was downloaded; `beside` is the recipe's own folder."""

    def __init__(self, recipe: Recipe, folder: Path, beside: Path) -> None:
        self.recipe = recipe
        self.folder = folder
        self.beside = beside
        self._opened: dict[str, bytes] = {}

    def read(self, name: str, path: str) -> bytes:
        """The bytes of a file in a package. Raises RecipeError."""
        package = self.recipe.packages.get(name)
        if package is None:
            raise RecipeError(f"no package {name!r} in the recipe")
        if package.registry == "here":
            return self._kept(name, package, path)
        data = self._artefact(name, package)
        try:
            if package.registry == "pypi":
                with zipfile.ZipFile(io.BytesIO(data)) as wheel:
                    found = wheel.read(path)
            else:
                with tarfile.open(fileobj=io.BytesIO(data)) as archive:
                    member = archive.extractfile(path)
                    found = member.read() if member else b""
        except (KeyError, zipfile.BadZipFile, tarfile.TarError) as error:
            raise RecipeError(f"{name} {package.version} has no file {path!r}") from error
        return gzip.decompress(found) if path.endswith(".gz") else found

    def _kept(self, name: str, package: Package, path: str) -> bytes:
        data = (self.beside / name / path).read_bytes()
        wanted = package.sha256 if isinstance(package.sha256, str) else package.sha256.get(path, "")
        _check(f"{name}/{path}", data, wanted)
        return data

    def _artefact(self, name: str, package: Package) -> bytes:
        if name not in self._opened:
            path = self.folder / package.file
            if not path.is_file():
                self.folder.mkdir(parents=True, exist_ok=True)
                _download(name, package, self.folder)
            if not path.is_file():
                raise RecipeError(f"{name} {package.version}: the registry has no file {package.file}")
            data = path.read_bytes()
            _check(package.file, data, package.sha256 if isinstance(package.sha256, str) else "")
            self._opened[name] = data
        return self._opened[name]


def _check(what: str, data: bytes, wanted: str) -> None:
    found = hashlib.sha256(data).hexdigest()
    if found != wanted:
        raise RecipeError(f"{what}: its digest is {found}, not the pinned {wanted}")


def _download(name: str, package: Package, folder: Path) -> None:
    """By pip or npm. The wheel named is for one platform, and only read: pip is told to want just that one."""
    if package.registry == "npm":
        command = ["npm", "pack", "--silent", "--ignore-scripts", f"{name}@{package.version}"]
    else:
        python, abi, platform = package.file.removesuffix(".whl").split("-")[-3:]
        command = [
            sys.executable,
            "-P",
            "-m",
            "pip",
            "download",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
        ]
        command += ["--only-binary=:all:", f"--platform={platform}", f"--abi={abi}"]
        if python.startswith("cp"):
            command += ["--implementation=cp", f"--python-version={python[2:3]}.{python[3:]}"]
        command.append(f"{name}=={package.version}")
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except OSError as error:
        raise RecipeError(f"{name}: {command[0]} cannot be run: {error}") from error
    if done.returncode:
        raise RecipeError(f"{name} {package.version} cannot be downloaded: {done.stderr.strip()[-500:]}")
