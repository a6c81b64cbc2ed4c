"""Which engine an audit runs on: processes of this machine, or a Dask cluster."""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from freshlint.cli.exit import fail

if TYPE_CHECKING:
    from freshlint.audit.cluster.files import Counts, PartFiles
    from freshlint.audit.flow import Engine
    from freshlint.audit.progress import Progress
    from freshlint.audit.records import PartRecord
    from freshlint.audit.sources.kinds import AnyPart
    from freshlint.audit.sources.open import AuditSource
    from freshlint.basis import Basis


@dataclass(frozen=True)
class EngineChoice:
    """What the options say about the engine; `output` is where a cluster's workers write."""

    dask: bool
    scheduler: str | None
    output: str
    jobs: int
    seconds: float

    @classmethod
    def of(cls, options: dict[str, Any], source: AuditSource) -> EngineChoice:
        """The choice of a command line. Fails where options do not go together."""
        dask = options["engine"] == "dask"
        for name in ("scheduler", "output", "no_store"):
            if options[name] and not dask:
                fail(f"--{name.replace('_', '-')} is for --engine dask")
        if options["no_store"] and not options["output"]:
            fail("--no-store needs --output: else nothing would be kept")
        if dask:
            try:
                import distributed  # noqa: F401
                import fsspec  # noqa: F401
                import pyarrow  # noqa: F401
            except ImportError:
                fail("the Dask engine needs more packages: pip install 'freshlint[audit,dask]'")
        output = options["output"] or str(Path(f"{options['store']}-parts").absolute())
        if source.alone and dask:
            fail("a live site is fetched from one side: leave out --engine dask")
        jobs = 1 if source.alone else options["jobs"]
        return cls(dask, options["scheduler"], output, jobs, options["page_timeout"] + source.patience)

    @contextlib.contextmanager
    def started(self) -> Iterator[Engine]:
        """The engine, ready for parts."""
        from freshlint.audit.lane import Limits

        limits = Limits(self.seconds)
        if not self.dask:
            from freshlint.audit.local import check_locally

            yield lambda parts, basis: check_locally(parts, basis, self.jobs, limits)
            return
        from freshlint.audit.cluster.engine import check_on_cluster, connected

        with connected(self.scheduler, self.jobs) as client:

            def check(parts: Iterable[AnyPart], basis: Basis) -> Generator[tuple[AnyPart, PartRecord]]:
                output = self.output_of(basis)
                with contextlib.closing(check_on_cluster(parts, basis, client, output, limits)) as results:
                    for part, _ in results:
                        yield part, output.read(part.name)

            yield check

    def check_without_store(self, parts: Iterable[AnyPart], basis: Basis, progress: Progress) -> Counts:
        """Check all of a source into Parquet files alone."""
        from freshlint.audit.cluster.engine import check_on_cluster, connected
        from freshlint.audit.cluster.files import Counts
        from freshlint.audit.comparison import Comparison
        from freshlint.audit.lane import Limits

        output, total, names = self.output_of(basis), Counts(), []

        def listed() -> Iterator[AnyPart]:
            for part in parts:
                names.append(part.name)
                progress.listed(part, done=False)
                yield part

        with connected(self.scheduler, self.jobs) as client:
            for part, counts in check_on_cluster(listed(), basis, client, output, Limits(self.seconds)):
                total += counts
                progress.counted(part, counts.pages, counts.findings)
        compared = list(Comparison(basis, progress.failed).findings(lambda: output.stated(names)))
        output.finish(names, compared)
        return total + Counts(findings=len(compared))

    def output_of(self, basis: Basis) -> PartFiles:
        """Where workers write what they find on a basis: what another one finds lies elsewhere."""
        from freshlint.audit.cluster.files import PartFiles
        from freshlint.audit.cluster.worker import plugin_name

        return PartFiles(f"{self.output}/{plugin_name(basis)}")
