"""A stylesheet that remembers what it found: for a widget of the same kind in the same place no rule is asked again.

Textual asks every rule for every widget below the one that got or lost a class or the focus, and again when its screen
comes back; and it reads all CSS anew for each screen that brings some of its own.
"""

from collections.abc import Iterable
from typing import Any

from textual.css.model import CombinatorType, RuleSet, Selector, SelectorType
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

_SYSTEM = "-textual-system"
"""The class to which `*` does not apply."""
_OF_APP = frozenset({"dark", "light", "inline", "ansi", "nocolor"})
"""Pseudo-classes that are the same for all widgets of an app."""


class Candidates:
    """The rules that name a widget's own type, class or id, and what they came to, place by place."""

    def __init__(self, rules: tuple[RuleSet, ...]) -> None:
        self.found: dict[tuple[object, ...], RulesMap] = {}
        selectors = [one for rule in rules for chosen in rule.selector_set for one in chosen.selectors]
        self._types = _names(selectors, SelectorType.TYPE)
        self._classes = _names(selectors, SelectorType.CLASS) | {_SYSTEM}
        self._ids = _names(selectors, SelectorType.ID)
        above, own = _states(rules)
        self._app = tuple(sorted((above | own) & _OF_APP))
        self._above, self._own = tuple(sorted(above - _OF_APP)), tuple(sorted(own - _OF_APP))
        states = set().union(*(rule.pseudo_classes for rule in rules))
        self.flags = {
            "_has_hover_style": "hover" in states,
            "_has_focus_within": "focus-within" in states,
            "_has_order_style": not states.isdisjoint(
                {"first-of-type", "last-of-type", "first-child", "last-child", "empty"}
            ),
            "_has_odd_or_even": not states.isdisjoint({"odd", "even"}),
        }

    def place(self, path: list[DOMNode]) -> tuple[object, ...]:
        """All that these rules can ask of the widget at the end of a path from the app, and of those above it."""
        types, classes, ids, above = self._types, self._classes, self._ids, self._above
        *outer, node = path
        asked: list[object] = [_held(path[0], self._app), _held(node, self._own)]
        for one in path:
            asked.append(types & one._css_type_names)
            asked.append(classes & one._classes)
            asked.append(one._id if one._id in ids else None)
        if above:
            asked.extend(_held(one, above) for one in outer)
        return tuple(asked)


def _names(selectors: Iterable[Selector], kind: SelectorType) -> frozenset[str]:
    return frozenset(one.name for one in selectors if one.type is kind)


def _states(rules: Iterable[RuleSet]) -> tuple[frozenset[str], frozenset[str]]:
    """The pseudo-classes that these rules ask of what stands above a widget, and of the widget."""
    above: set[str] = set()
    own: set[str] = set()
    for rule in rules:
        for chosen in rule.selector_set:
            into = own
            for one, after in zip(reversed(chosen.selectors), [None, *reversed(chosen.selectors)], strict=False):
                if after is not None and after.combinator is not CombinatorType.SAME:
                    into = above
                into |= one.pseudo_classes
    return frozenset(above), frozenset(own)


def _held(node: DOMNode, states: tuple[str, ...]) -> tuple[bool, ...]:
    asked: Any = node._PSEUDO_CLASSES
    return tuple(name in asked and asked[name](node) for name in states)


def _give(node: DOMNode, known: RulesMap) -> None:
    """Change what differs; a widget that is not mounted yet has nothing to draw anew."""
    styles = node.styles.base
    held: Any = styles._rules
    given: Any = known
    if held != given:
        if node._is_mounted:
            for name in [one for one in held.keys() | given.keys() if held.get(one) != given.get(one)]:
                setattr(styles, name, given.get(name))
        else:
            styles.reset()
            styles.merge_rules(known)
    node.notify_style_update()


class RememberingStylesheet(Stylesheet):
    """Textual's, but for the time it takes."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._of: list[RuleSet] = []
        self._candidates: dict[tuple[object, ...], Candidates] = {}

    def reparse(self) -> None:
        """Read what has changed since."""
        self.parse()

    def apply(self, node: DOMNode, *, animate: bool = False, cache: dict[Any, RulesMap] | None = None) -> None:
        """Give a widget its styles."""
        path = node.css_path_nodes
        candidates = self._candidates_of(node)
        place = candidates.place(path)
        known = candidates.found.get(place)
        if known is None:
            super().apply(node, animate=animate, cache=cache)
            found = node.styles.base.get_rules()
            if found and "transitions" not in found:
                candidates.found[place] = found
            return
        for name, value in candidates.flags.items():
            setattr(node, name, value)
        _give(node, known)
        self._process_component_classes(node)

    def _candidates_of(self, node: DOMNode) -> Candidates:
        rules = self.rules
        if rules is not self._of:
            self._of, self._candidates = rules, {}
        key = (type(node), frozenset(node._classes), node._id)
        if key not in self._candidates:
            by_name = self.rules_map
            named = {rule for name in by_name.keys() & node._selector_names for rule in by_name[name]}
            self._candidates[key] = Candidates(tuple(rule for rule in rules if rule in named))
        return self._candidates[key]
