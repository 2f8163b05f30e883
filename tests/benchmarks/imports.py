"""A hundred thousand clients brought in, one in a hundred with a fault, against the same rows put bare into the same
encrypted file: tables with indexes and search, in one transaction."""

import random
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.measuring import Row, seconds
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice
from rmdesk.domain.identity import check_character
from rmdesk.store.vault import APPEND
from support.desks import done

CLIENTS = 20_000
HEAD = (
    "客户号,姓名,性别,出生日期,证件类型,证件号码,国籍,手机号码,职业,工作单位,联系地址,学历,风险承受能力,年收入（元）,"
    "管户经理工号,备注"
)


def listed(folder: Path, clients: int = CLIENTS) -> Path:
    """A list of so many invented clients; the check character of each hundredth is wrong."""
    chance = random.Random(7)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "clients.csv"
    with path.open("w", encoding="gb18030") as file:
        file.write(f"{HEAD}\n")
        for at in range(clients):
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


def rows(desk: Desk, bare: Desk, folder: Path, clients: int = CLIENTS) -> Iterator[Row]:
    """A dry run, and the import, against the rows alone."""
    path = listed(folder, clients)
    done(running.look_at(desk, "clients", listed(folder / "warm", 50), Choice()))
    dry = seconds(lambda: done(running.look_at(desk, "clients", path, Choice())))
    peak = _peak(lambda: done(running.look_at(desk, "clients", path, Choice())))
    taken = seconds(lambda: done(running.bring_in(desk, "clients", path, Choice())))
    put = _put_bare(desk, bare)
    yield Row(f"dry run of {clients:,} clients ({peak / 2**20:.0f} MB beyond)", dry, put, "the rows put bare", 5.0)
    yield Row(f"import of {clients:,} clients", taken, put, "the rows put bare", 5.0)


def _peak(act: Callable[[], object]) -> int:
    """The most bytes that Python holds beyond what it held."""
    tracemalloc.start()
    act()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def _put_bare(desk: Desk, bare: Desk) -> float:
    """The same rows of all tables that they stand in, into another desk's file: one transaction, no fact, no hash."""
    names = ("client", "client_search", "due")
    held = {name: [tuple(row) for row in desk.store.query(f"SELECT * FROM {name}")] for name in names}

    def put() -> None:
        vault = bare.store._vault
        with vault.transaction(), vault.acting(APPEND):
            for name, found in held.items():
                if found:
                    marks = ", ".join("?" * len(found[0]))
                    vault.connection.executemany(f"INSERT INTO {name} VALUES ({marks})", found)

    return seconds(put)
