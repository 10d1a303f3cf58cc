"""What the simulated platforms know: profiles, kept in memory and, when asked, in one file."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

PLATFORMS = ("x", "instagram", "facebook")


class ProfileTaken(Exception):
    """Another profile of the platform already has this handle."""


class Unreadable(Exception):
    """A control request that does not say what a profile may say."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One account; ``private`` means protected on X and personal (not professional) elsewhere."""

    platform: str
    id: str
    handle: str
    name: str = ""
    bio: str = ""
    website: str = ""
    followers: int = 0
    posts: int = 0
    private: bool = False
    recent: Sequence[Mapping[str, Any]] = ()
    """Posts, newest first: ``{"at": …, "likes": 3, "comments": 1, "shares": 0}``; a count may be
    left out, as platforms do."""
    created_at: str = "2019-11-27T00:00:00.000Z"


EDITABLE = frozenset(field.name for field in fields(Profile)) - {"platform", "handle"}


def new_platform_id() -> str:
    """Seventeen digits, as the platforms number their accounts."""
    return str(10**16 + secrets.randbelow(9 * 10**16))


class Profiles:
    """Handles ignore case, as on the platforms; the id stays when a handle changes."""

    def __init__(self, state: Path | None = None) -> None:
        self._state = state
        self._profiles: dict[tuple[str, str], Profile] = {}
        if state is not None and state.exists():
            for stored in json.loads(state.read_text("utf-8")):
                self._keep(Profile(**stored))

    def find(self, platform: str, handle: str) -> Profile | None:
        """The profile that answers to the handle today."""
        return self._profiles.get((platform, handle.casefold()))

    def find_by_id(self, platform: str, platform_id: str) -> Profile | None:
        """The profile with that number, whatever it is called today."""
        matching = (p for p in self._profiles.values() if p.platform == platform)
        return next((p for p in matching if p.id == platform_id), None)

    def put(self, platform: str, handle: str, changes: Mapping[str, Any]) -> Profile:
        """Create the profile or change what is named; nothing else of it changes."""
        known = self.find(platform, handle)
        profile = known or Profile(platform, new_platform_id(), handle, name=handle)
        edited = self._keep(replace(profile, **readable(changes)))
        self._save()
        return edited

    def rename(self, platform: str, handle: str, new_handle: str) -> Profile | None:
        """Give the account another handle; its id stays."""
        profile = self.find(platform, handle)
        if profile is None:
            return None
        if self.find(platform, new_handle) is not None:
            raise ProfileTaken
        del self._profiles[platform, handle.casefold()]
        renamed = self._keep(replace(profile, handle=new_handle))
        self._save()
        return renamed

    def recycle(self, platform: str, handle: str) -> Profile | None:
        """Hand the handle to somebody else: a new id and an empty profile."""
        if self.find(platform, handle) is None:
            return None
        recycled = self._keep(Profile(platform, new_platform_id(), handle, name=handle))
        self._save()
        return recycled

    def remove(self, platform: str, handle: str) -> None:
        """The account is gone; removing it twice is the same."""
        self._profiles.pop((platform, handle.casefold()), None)
        self._save()

    def _keep(self, profile: Profile) -> Profile:
        self._profiles[profile.platform, profile.handle.casefold()] = profile
        return profile

    def _save(self) -> None:
        if self._state is None:
            return
        fresh = self._state.with_suffix(".new")
        stored = [asdict(profile) for profile in self._profiles.values()]
        fresh.write_text(json.dumps(stored, ensure_ascii=False), "utf-8")
        fresh.replace(self._state)


def readable(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes, when every field exists and has the type of its default."""
    unknown = set(changes) - EDITABLE
    if unknown:
        raise Unreadable(f"unknown field: {', '.join(sorted(unknown))}")
    expected: dict[str, type] = {
        "followers": int,
        "posts": int,
        "private": bool,
        "recent": list,
    }
    for name, value in changes.items():
        if type(value) is not expected.get(name, str):
            raise Unreadable(f"wrong type: {name}")
    return dict(changes)
