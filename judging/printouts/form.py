"""A printed form: how its sheets are made, which there are, and who may have them."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from judging.core.state import State

from .moment import Moment
from .notices.paged import PagePart
from .revealed import never
from .sheet import Sheet, SheetPlace
from .whereabouts import Whom, of_nobody


class Form(Struct, frozen=True):
    """The last argument of `build` and of `places`: also what is confirmed, but not revealed yet."""

    name: str
    build: Callable[[Moment, SheetPlace, bool], Sheet]
    places: Callable[[State, bool], Iterator[SheetPlace]]  # those that can be printed now
    template: str
    is_public: Callable[[State, Sheet], bool]  # whether all that stands on it has been shown to everybody
    is_proven: bool = True  # carries a check code
    is_applied: bool = False  # filled in before anything is scored
    is_of_pool: bool = False  # of an award pool or a special award, not of a track
    is_of_whole: bool = False  # of the competition, not of a track
    is_for_director: Callable[[State, Sheet], bool] = never  # though it is not public
    is_by_itself: bool = False
    prose: Callable[[Moment, Sheet], tuple[PagePart, ...]] | None = None  # what a template says
    entrant: Callable[[State, SheetPlace], Whom | None] = of_nobody  # whom alone a sheet is about
    is_blank: bool = False  # to be filled in by hand on the day, and filed by nobody
    is_of_judge: bool = False  # each sheet is one judge's
    is_revoked: Callable[[State, Sheet], bool] = never  # whether what it says was taken back

    @property
    def tells_lock(self) -> bool:
        """Whether it says if its tracks are locked."""
        return not (self.is_of_whole or self.is_applied)

    @property
    def is_of_track(self) -> bool:
        return not (self.is_of_pool or self.is_of_whole)

    @property
    def is_in_the_job(self) -> bool:
        """Whether it is printed with all that is signed of a track."""
        return self.is_proven and self.is_of_track and not self.is_by_itself
