"""Mistakes where several competitions are open: one must not be felt by another."""

from . import Mutation

COMPETITIONS = ("web/test_competitions.py",)

MISTAKES = (
    Mutation(
        "every address means the competition that was opened first",
        "web/within.py",
        "registry.open.get(id)",
        "next(iter(registry.open.values()), None)",
        COMPETITIONS,
    ),
    Mutation(
        "a pass's cookie is sent to every competition",
        "web/session.py",
        'return "/" if cookie == ORGANISER_COOKIE else',
        'return "/" if True else',
        COMPETITIONS,
    ),
    Mutation(
        "two files of one competition are open together",
        "web/registry.py",
        "if same is not instead_of and same is not None:",
        "if False:",
        COMPETITIONS,
    ),
    Mutation(
        "what was closed is open again after a restart",
        "web/registry.py",
        "[name for name in self._wanted() if name != file]",
        "self._wanted()",
        COMPETITIONS,
    ),
    Mutation(
        "only the competition opened last is remembered",
        "web/registry.py",
        "self._remember, [*wanted, path.name]",
        "self._remember, [path.name]",
        COMPETITIONS,
    ),
    Mutation(
        "a start that is cut off forgets what it had not come to",
        "web/registry.py",
        "*self.unopened, *self._untried",
        "*self.unopened",
        COMPETITIONS,
    ),
    Mutation(
        "one that does not open keeps the others closed",
        "web/registry.py",
        "        except Refused as refused:\n            self.unopened[file] = refused.sentence",
        "        except ZeroDivisionError as refused:\n            self.unopened[file] = refused.sentence",
        COMPETITIONS,
    ),
    Mutation(
        "a short address leads to one of several",
        "web/registry.py",
        "if len(self.open) == 1 else None",
        "if self.open else None",
        COMPETITIONS,
    ),
    Mutation(
        "a removed organiser is sent away from one competition alone",
        "web/login.py",
        "    for each in session.registry_of(request).open.values():",
        "    for each in list(session.registry_of(request).open.values())[:1]:",
        COMPETITIONS,
    ),
    Mutation(
        "what an earlier version had open is forgotten",
        "web/registry.py",
        "return (last.file,) if last.file else last.files",
        "return last.files",
        ("web/test_registry.py",),
    ),
    Mutation(
        "a log that contradicts itself keeps the server from starting",
        "store/replaying.py",
        "except Exception as error:",
        "except KeyError as error:",
        ("web/test_registry.py",),
    ),
    Mutation(
        "a copy that was never finished is told to nobody",
        "web/backups.py",
        "except (Unfinished, OSError):",
        "except OSError:",
        COMPETITIONS,
    ),
    Mutation(
        "one that fails to close leaves the others open",
        "web/registry.py",
        "gather(*closing, return_exceptions=True)",
        "gather(*closing)",
        COMPETITIONS,
        "fails_to_close",
    ),
    Mutation(
        "a backup that fails to stop leaves the log open",
        "web/competition.py",
        "        finally:\n            await self.desk.close()",
        "        finally:\n            pass\n        await self.desk.close()",
        COMPETITIONS,
        "fails_to_close",
    ),
)
