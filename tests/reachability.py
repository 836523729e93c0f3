"""Who calls what, read from the text of the program: which definitions nothing reaches from the places it starts.

A definition is a function, class or assigned name at the top of a module, or a method. Names are followed to where
they were imported from; a name that a function binds itself (a parameter, a loop) is not the module's. Of an object
nothing is known but the attribute asked for, so a method counts as called wherever live code says its name, once its
class is live. Tests are not read: they alone keep nothing alive.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from benchmarks.rooms import parsed

Node = tuple[str, str]
"""A module and the name of a definition in it, ``Class.method`` for a method, ``""`` for what runs at import."""

RUN = ""
REGISTERING = frozenset({"click", "event", "listens_for", "register", "compiles"})
"""Decorators from outside that keep what they decorate, so that it is called later by what is not the program."""

Functions = ast.FunctionDef | ast.AsyncFunctionDef
IN_TEXT = re.compile(r"from ([\w.]+) import (\w+)")
"""A program of one line for another process."""
QUOTED = re.compile(r"``(\w+)``")
"""A constant that a docstring names says what a table holds: a document reaches it."""


@dataclass(slots=True)
class Uses:
    """What one definition asks for: definitions by name, attributes of objects, and modules that are imported."""

    nodes: set[Node] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    modules: set[str] = field(default_factory=set)
    quoted: set[Node] = field(default_factory=set)


@dataclass(slots=True)
class Module:
    """One module: what it defines, what each of that uses, and where its imported names are from."""

    name: str
    defined: set[str] = field(default_factory=set)
    constants: set[str] = field(default_factory=set)
    uses: dict[str, Uses] = field(default_factory=dict)
    imported: dict[str, Node] = field(default_factory=dict)
    outside: set[str] = field(default_factory=set)
    """Classes with a base that is not the program's own: what overrides its methods is called from outside."""


def find_unreached(sources: Mapping[str, str], starts: Iterable[str | Node]) -> list[Node]:
    """Return the definitions that nothing reaches, in order.

    Parameters
    ----------
    sources : mapping of dotted module name to its text
    starts : iterable of modules, or of definitions in them
        Where the program begins: of a module, whatever runs when it is imported.
    """
    modules = {name: _read(name, text, set(sources)) for name, text in sources.items()}
    live = _Walk(modules).live(starts)
    return sorted(
        (name, definition) for name, module in modules.items() for definition in module.defined - live.get(name, set())
    )


class _Walk:
    """The walk from the starts to everything they reach."""

    def __init__(self, modules: Mapping[str, Module]) -> None:
        self.modules = modules
        self.seen: set[Node] = set()
        self.attributes: set[str] = set()
        self.waiting: list[Node] = []

    def live(self, starts: Iterable[str | Node]) -> dict[str, set[str]]:
        """Return the live definitions of each module."""
        for start in starts:
            self._reach((start, RUN) if isinstance(start, str) else start)
        while self.waiting:
            while self.waiting:
                self._follow(self.waiting.pop())
            self._reach_methods()
        found: dict[str, set[str]] = {}
        for module, name in self.seen:
            found.setdefault(module, set()).add(name)
        return found

    def _reach(self, node: Node) -> None:
        module = self.modules.get(node[0])
        if module is None:
            return
        name = node[1]
        if name in module.imported and name not in module.defined:
            self._reach(module.imported[name])
        elif (node[0], name) not in self.seen and (name == RUN or name in module.defined):
            self.seen.add(node)
            self.waiting.append(node)
            self._reach((node[0], RUN))

    def _follow(self, node: Node) -> None:
        module = self.modules[node[0]]
        uses = module.uses.get(node[1], Uses())
        self.attributes |= uses.attributes
        for other in uses.nodes:
            self._reach(other)
        for other in uses.quoted:
            if other[0] in self.modules and other[1] in self.modules[other[0]].constants:
                self._reach(other)
        for name in uses.modules:
            self._reach((name, RUN))

    def _reach_methods(self) -> None:
        for name, module in self.modules.items():
            for definition in module.defined:
                owner, dot, method = definition.partition(".")
                if not dot or (name, owner) not in self.seen:
                    continue
                if method.startswith("__") or method in self.attributes or owner in module.outside:
                    self._reach((name, definition))


def _read(name: str, text: str, ours: set[str]) -> Module:
    module = Module(name)
    tree = parsed(text)
    for statement in tree.body:
        _bind_imports(statement, module, ours)
    for statement in tree.body:
        _define(statement, module, ours)
    return module


def _bind_imports(statement: ast.stmt, module: Module, ours: set[str]) -> None:
    for node in ast.walk(statement) if isinstance(statement, ast.If | ast.Try) else [statement]:
        if isinstance(node, ast.Import | ast.ImportFrom):
            found = _imports(node, module.name, ours)
            module.imported.update(found)
            module.uses.setdefault(RUN, Uses()).modules.update(target for target, _ in found.values())


def _imports(node: ast.Import | ast.ImportFrom, importer: str, ours: set[str]) -> dict[str, Node]:
    """Return what an import binds: each name with its definition, or with the module it is."""
    if isinstance(node, ast.Import):
        return {(alias.asname or alias.name.split(".")[0]): (alias.name, RUN) for alias in node.names}
    start = node.module or ""
    if node.level:
        parents = importer.split(".")[: -node.level]
        start = ".".join([*parents, *([node.module] if node.module else [])])
    found = {}
    for alias in node.names:
        whole = f"{start}.{alias.name}"
        found[alias.asname or alias.name] = (whole, RUN) if whole in ours else (start, alias.name)
    return found


def _define(statement: ast.stmt, module: Module, ours: set[str]) -> None:
    if isinstance(statement, Functions):
        _add(module, statement.name, statement, ours)
        _run_decorators(statement, statement.name, module, ours)
    elif isinstance(statement, ast.ClassDef):
        _define_class(statement, module, ours)
    elif isinstance(statement, ast.Assign | ast.AnnAssign):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        names = [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]
        for name in names if all(isinstance(one, ast.Name | ast.Tuple) for one in targets) else []:
            _add(module, name, statement, ours)
            module.uses[name].nodes.update((module.name, other) for other in names)  # one row of one table
            module.constants.add(name)
    else:
        _collect(statement, module, ours, RUN)


def _define_class(statement: ast.ClassDef, module: Module, ours: set[str]) -> None:
    head = ast.Module(
        [*(ast.Expr(base) for base in statement.bases), *(ast.Expr(word.value) for word in statement.keywords)], []
    )
    rest = [part for part in statement.body if not isinstance(part, Functions)]
    module.defined.add(statement.name)
    for part in (head, *(ast.Expr(one) for one in statement.decorator_list), *rest):
        _collect(part, module, ours, statement.name)
    if any(not _is_ours(base, module, ours) for base in statement.bases):
        module.outside.add(statement.name)
    for part in statement.body:
        if isinstance(part, Functions):
            _add(module, f"{statement.name}.{part.name}", part, ours)
    _run_decorators(statement, statement.name, module, ours)


def _is_ours(base: ast.expr, module: Module, ours: set[str]) -> bool:
    """Whether a base class is the program's own, or one that calls nothing of what is built on it."""
    text = ast.unparse(base).split("[")[0]
    if text.rsplit(".", 1)[-1] in {"Protocol", "NamedTuple", "TypedDict", "Enum", "StrEnum", "Exception", "ValueError"}:
        return True
    first = text.split(".")[0]
    return first in module.defined or module.imported.get(first, ("", ""))[0] in ours


def _run_decorators(statement: Functions | ast.ClassDef, name: str, module: Module, ours: set[str]) -> None:
    """Let a decorator of the program's own, or one that registers, keep what it decorates."""
    for decorator in statement.decorator_list:
        text = ast.unparse(decorator.func if isinstance(decorator, ast.Call) else decorator)
        first = text.split(".")[0]
        own = first in module.defined or module.imported.get(first, ("", ""))[0] in ours
        if own or REGISTERING & set(text.split(".")):
            module.uses.setdefault(RUN, Uses()).nodes.add((module.name, name))


def _add(module: Module, name: str, statement: ast.AST, ours: set[str]) -> None:
    module.defined.add(name)
    _collect(statement, module, ours, name)


def _collect(node: ast.AST, module: Module, ours: set[str], name: str) -> None:
    """Note what a piece of the program uses as what a definition of this name uses."""
    parts = list(ast.walk(node))
    uses, bound = module.uses.setdefault(name, Uses()), set(_bindings(node, parts))
    for part in parts:
        if isinstance(part, ast.Import | ast.ImportFrom):
            found = _imports(part, module.name, ours)
            module.imported.update(found)
            uses.modules.update(target for target, _ in found.values())
    for part in parts:
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load) and part.id not in bound:
            uses.nodes.add(_resolve(part.id, module))
        elif isinstance(part, ast.Attribute):
            _collect_attribute(part, module, uses, bound)
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            uses.nodes.update((found[1], found[2]) for found in IN_TEXT.finditer(part.value) if found[1] in ours)
            uses.quoted.update(_resolve(found[1], module) for found in QUOTED.finditer(part.value))


def _resolve(name: str, module: Module) -> Node:
    return module.imported.get(name, (module.name, name)) if name not in module.defined else (module.name, name)


def _collect_attribute(node: ast.Attribute, module: Module, uses: Uses, bound: set[str]) -> None:
    uses.attributes.add(node.attr)
    if isinstance(node.value, ast.Name) and node.value.id not in bound:
        start, name = _resolve(node.value.id, module)
        uses.nodes.add((start, node.attr) if name == RUN else (start, f"{name}.{node.attr}"))


def _bindings(node: ast.AST, parts: Iterable[ast.AST]) -> Iterator[str]:
    """Yield the names a function binds: its parameters, what it assigns, and what it defines inside."""
    everywhere = {name for part in parts if isinstance(part, ast.Global) for name in part.names}
    for part in parts:
        if isinstance(part, ast.arg):
            yield part.arg
        elif isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load) and part.id not in everywhere:
            yield part.id
        elif (isinstance(part, ast.ExceptHandler | ast.MatchAs) and part.name) or (
            isinstance(part, Functions | ast.ClassDef) and part is not node
        ):
            yield part.name
