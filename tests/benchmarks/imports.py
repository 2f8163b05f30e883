"""A hundred thousand clients and five thousand products brought in, one in a hundred with a fault, against the same
rows put bare by executemany into the same kind of encrypted file, in one transaction, with all indexes, search and
guards. Once all rows that the import leaves, facts with their finished hashes and tables; once the tables alone, as a
program without a journal would. Nothing bare reads the file, judges a row or hashes.

Each runs in a process of its own, so that its memory is its own: python tests/benchmarks/imports.py KIND FOLDER ROWS
"""

import json
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measuring import Row
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running, undoing
from rmdesk.desk.imports.running import Choice
from rmdesk.domain.identity import check_character
from rmdesk.store.vault import APPEND
from support.desks import done

ROWS = {"clients": 100_000, "products": 5_000}
MOST_MEMORY = 100 * 2**20
_SHORT = 10_000
_TABLES = {"clients": ("client", "client_search", "due"), "products": ("product",)}
_CLIENTS = (
    "客户号,姓名,性别,出生日期,证件类型,证件号码,国籍,手机号码,职业,工作单位,联系地址,学历,风险承受能力,年收入（元）,"
    "管户经理工号,备注"
)
_PRODUCTS = "产品代码,登记编码,产品名称,产品类型,发行机构,发行机构评级,币种,起购金额(元),募集起始日,募集结束日,管理费"


def clients_listed(folder: Path, rows: int) -> Path:
    """A list of so many invented clients; the check character of each hundredth is wrong."""
    chance = random.Random(7)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "clients.csv"
    with path.open("w", encoding="gb18030") as file:
        file.write(f"{_CLIENTS}\n")
        for at in range(rows):
            born = date(1950, 1, 1) + timedelta(chance.randrange(18_000))
            digits = f"{990_000 + at // 1000:06d}{born:%Y%m%d}{at % 1000:03d}"
            check = check_character(digits)
            if at % 100 == 3:
                check = "1" if check != "1" else "2"
            name = "虚" + "".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(2))
            sex = "男" if int(digits[-1]) % 2 else "女"
            file.write(
                f"{9_900_000_000 + at},{name},{sex},{born},居民身份证,{digits}{check},中国,19{at:09d},办事人员,"
                f"虚构市示例公司,虚构市示范区学府路 {at} 号,本科,C3,{chance.randrange(10, 90)}0000,0012,备注\n"
            )
    return path


def products_listed(folder: Path, rows: int) -> Path:
    """A list of so many invented products; the level of each hundredth is none."""
    chance = random.Random(7)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "products.csv"
    with path.open("w", encoding="gb18030") as file:
        file.write(f"{_PRODUCTS}\n")
        for at in range(rows):
            level = "R9" if at % 100 == 3 else f"R{chance.randrange(1, 6)}"
            begins = date(2026, 1, 1) + timedelta(chance.randrange(300))
            file.write(
                f"XG{at:06d},Z7000026{at:06d},虚构稳健{at}号,理财产品,虚构理财{at % 40},{level},人民币,"
                f"{chance.randrange(1, 50)}0000,{begins},{begins + timedelta(30)},0.{chance.randrange(10, 90)}%\n"
            )
    return path


LISTED: dict[str, Callable[[Path, int], Path]] = {"clients": clients_listed, "products": products_listed}


def rows(folder: Path, counts: dict[str, int] = ROWS) -> Iterator[Row]:
    """A dry run, the import and its taking back, against the rows alone; and the most memory."""
    for kind, count in counts.items():
        line = [sys.executable, __file__, kind, str(folder / kind), str(count)]
        told = json.loads(subprocess.run(line, check=True, capture_output=True, text=True).stdout)
        for what, goal in (("dry run", 5.0), ("import", 5.0), ("taking back", 0.0)):
            yield Row(f"{what} of {count:,} {kind}", told[what], told["bare"], "facts and tables put bare", goal)
        yield Row(f"import of {count:,} {kind}", told["import"], told["tables"], "tables alone put bare")
        yield Row(f"memory of {count:,} {kind}", told["peak"], MOST_MEMORY, "beyond a bare app", 1.0, bytes=True)


def measured(kind: str, folder: Path, count: int) -> dict[str, float]:
    """Seconds of processor time of each, and the bytes beyond what an app holds that has brought in a short list: the
    medians of a few rounds where the list is short."""
    rounds = [_round(kind, folder / str(no), count) for no in range(1 if count > _SHORT else 5)]
    told = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    return {**told, "peak": max(one["peak"] for one in rounds)}


def _round(kind: str, folder: Path, count: int) -> dict[str, float]:
    from rmdesk.formpack import load
    from rmdesk.resources import folder as resource_folder
    from support.clock import Clock
    from support.desks import new_desk

    pack = load(resource_folder("forms"))
    path = LISTED[kind](folder / "list", count)

    def desk_of(name: str) -> AbstractContextManager[Desk]:
        return new_desk(folder / name, pack, Clock())

    with desk_of("desk") as desk, desk_of("bare") as bare, desk_of("tables") as tables, desk_of("short") as other:
        done(running.bring_in(other, kind, LISTED[kind](folder / "brief", 50), Choice()))  # its models are built
        before = _peak()
        dry, _ = _seconds(lambda: done(running.look_at(desk, kind, path, Choice())))
        taken, report = _seconds(lambda: done(running.bring_in(desk, kind, path, Choice())))
        most = _peak() - before
        put = _put_bare(desk, bare, ("journal", *_TABLES[kind]))
        fewer = _put_bare(desk, tables, _TABLES[kind])
        back, undone = _seconds(lambda: done(undoing.take_back(desk, report.import_id)))
        assert (report.refused, undone.back) == (count // 100, count - count // 100)
    return {"dry run": dry, "import": taken, "taking back": back, "bare": put, "tables": fewer, "peak": most}


def _peak() -> int:
    """The most bytes that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _seconds(act: Callable[[], Any]) -> tuple[float, Any]:
    """Of processor time, so that whatever else the machine does falls on nobody."""
    start = time.process_time()
    answer = act()
    return time.process_time() - start, answer


def _put_bare(desk: Desk, bare: Desk, tables: tuple[str, ...]) -> float:
    """The same rows of all these tables into another desk's file: one transaction, nothing judged, nothing hashed."""
    held = {name: [tuple(row) for row in desk.store.query(f"SELECT * FROM {name}")] for name in tables}
    if "journal" in held:
        del held["journal"][: bare.store.head().seq]

    def put() -> None:
        vault = bare.store._vault
        with vault.transaction(), vault.acting(APPEND):
            for name, found in held.items():
                if found:
                    marks = ", ".join("?" * len(found[0]))
                    vault.connection.executemany(f"INSERT INTO {name} VALUES ({marks})", found)

    return _seconds(put)[0]


if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))))
