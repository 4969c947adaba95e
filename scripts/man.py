#!/usr/bin/env python3
"""Writes the manual pages of juliareel, one of the program and one of each command, from what the program says of itself.

    juliareel --experimental-dump-help | scripts/man.py FOLDER VERSION

Characters outside ASCII are written as groff's and mandoc's own escapes, so that no page depends on how its reader guesses its encoding.
"""
import json
import os
import re
import sys


def text(words):
    """`words` as roff: a dash is a dash that can be copied, and no line begins with a command."""
    escaped = words.replace("\\", "\\e").replace("-", "\\-")
    escaped = "".join(c if ord(c) < 128 else "\\[u%04X]" % ord(c) for c in escaped)
    return re.sub(r"(?m)^(?=[.'])", r"\\&", escaped)


def names(argument):
    return [("-" if n["kind"] == "short" else "--") + n["name"] for n in argument.get("names", [])]


def value(argument):
    return argument.get("valueName", "value")


def usage(argument):
    """The argument in the synopsis."""
    if argument["kind"] == "positional":
        words = "\\fI%s\\fR" % text(value(argument))
        words += "..." if argument["isRepeating"] else ""
    else:
        words = "\\fB%s\\fR" % text(names(argument)[-1])
        if argument["kind"] == "option":
            words += " \\fI%s\\fR" % text(value(argument))
    return "[%s]" % words if argument["isOptional"] else words


def entry(argument):
    """The argument in the list of options."""
    if argument["kind"] == "positional":
        head = "\\fI%s\\fR" % text(value(argument))
    else:
        head = ", ".join("\\fB%s\\fR" % text(name) for name in names(argument))
        if argument["kind"] == "option":
            head += " \\fI%s\\fR" % text(value(argument))
    words = argument.get("abstract", "")
    choices = argument.get("allValueStrings") or argument.get("allValues") or []
    if choices and argument["kind"] == "option":
        words += " One of: %s." % ", ".join(choices)
    default = argument.get("defaultValue")
    if default is not None and "default" not in words.lower() and argument["kind"] != "flag":
        words += " Default: %s." % default
    return ".TP\n%s\n%s\n" % (head, text(words) or "\\&")


def shown(things):
    return [t for t in things if t.get("shouldDisplay", True)]


def page(command, version, parent=None):
    name = "juliareel" if parent is None else "juliareel-" + command["commandName"]
    called = name.replace("-", " ", 1)
    arguments = shown(command.get("arguments", []))
    commands = [c for c in shown(command.get("subcommands", [])) if c["commandName"] != "help"]
    out = '.TH "%s" "1" "" "juliareel %s" "juliareel"\n' % (text(name.upper()), text(version))
    out += ".SH NAME\n%s \\- %s\n" % (text(name), text(command["abstract"].rstrip(".")))
    out += ".SH SYNOPSIS\n.nh\n\\fB%s\\fR" % text(called)
    out += " \\fIcommand\\fR ..." if commands else "".join(" " + usage(a) for a in arguments)
    out += "\n.hy\n"
    if command.get("discussion"):
        out += ".SH DESCRIPTION\n%s\n" % text(command["discussion"])
    if commands:
        out += ".SH COMMANDS\nEach has a page of its own, such as\n.BR juliareel\\-render (1).\n"
        for c in commands:
            out += ".TP\n\\fB%s\\fR\n%s\n" % (text(c["commandName"]), text(c["abstract"]))
    sections = []
    for argument in arguments:
        title = argument.get("sectionTitle")
        if title not in sections:
            sections.append(title)
    if arguments:
        out += ".SH OPTIONS\n"
    for title in sections:
        if title:
            out += ".SS %s\n" % text(title)
        out += "".join(entry(a) for a in arguments if a.get("sectionTitle") == title)
    out += ".SH SEE ALSO\n"
    if parent is None:
        out += "The documents in the folder\n.IR share/doc/juliareel .\n"
    else:
        out += ".BR juliareel (1)\n"
    return name, out


def main():
    folder, version = sys.argv[1:]
    root = json.load(sys.stdin)["command"]
    os.makedirs(folder, exist_ok=True)
    pages = [page(root, version)]
    pages += [page(c, version, root) for c in shown(root["subcommands"]) if c["commandName"] != "help"]
    for name, words in pages:
        with open(os.path.join(folder, name + ".1"), "w", encoding="ascii") as file:
            file.write(words)


main()
