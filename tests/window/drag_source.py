#!/usr/bin/python3
"""A small window from which files can be dragged, as from a file manager. Usage: drag_source.py X Y FILE …"""
import sys
from pathlib import Path

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

x, y, *files = sys.argv[1:]
window = Gtk.Window(title="Files to drag")
window.set_default_size(160, 120)
window.move(int(x), int(y))
source = Gtk.EventBox()
source.add(Gtk.Label(label="Drag me"))
source.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
source.drag_source_add_uri_targets()
source.connect("drag-data-get", lambda _w, _c, data, _i, _t: data.set_uris([Path(f).as_uri() for f in files]))
window.add(source)
window.connect("destroy", Gtk.main_quit)
window.show_all()
Gtk.main()
