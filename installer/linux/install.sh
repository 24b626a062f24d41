#!/bin/sh
# Install Matinee for yourself, without root, or remove it again. What you rated and noted is never touched.
#
#     ./install.sh            into ~/.local (or $PREFIX)
#     ./install.sh --remove
set -eu

here=$(cd "$(dirname "$0")" && pwd)
prefix=${PREFIX:-$HOME/.local}
data=${XDG_DATA_HOME:-$HOME/.local/share}/matinee
home=$prefix/lib/matinee

remove() {
    rm -rf "$home"
    rm -f "$prefix/bin/matinee" "$prefix/share/applications/matinee.desktop" \
        "$prefix/share/metainfo/org.matinee.Matinee.metainfo.xml" "$prefix/share/man/man1/matinee.1.gz"
    find "$prefix/share/icons/hicolor" -path '*/apps/matinee.*' -delete 2>/dev/null || true
}

refresh() { # so that menus show the change at once; where these are missing, at the next login
    update-desktop-database -q "$prefix/share/applications" 2>/dev/null || true
    gtk-update-icon-cache -q -t "$prefix/share/icons/hicolor" 2>/dev/null || true
}

if [ "${1:-}" = --remove ]; then
    remove
    refresh
    echo "Matinee is removed. Your library is kept in $data; delete that folder yourself if you want it gone."
    exit 0
fi

missing=$(LD_LIBRARY_PATH="$here/matinee/_internal" find "$here/matinee/_internal/PySide6/Qt" -name '*.so*' \
    -exec ldd {} + 2>/dev/null | sed -n 's/^[[:space:]]*\(.*\) => not found/\1/p' | sort -u)
if [ -n "$missing" ]; then
    echo "These libraries of the system are missing; install their packages (libEGL.so.1 is in libegl1, and so on):"
    echo "$missing" | sed 's/^/  /'
fi
mkdir -p "$prefix/lib" "$prefix/bin" "$prefix/share"
new=$home.new
rm -rf "$new"
cp -R "$here/matinee" "$new"
remove
mv "$new" "$home"
ln -s "$home/matinee" "$prefix/bin/matinee"
cp -R "$here/share/." "$prefix/share/"
sed -i "s|^Exec=matinee|Exec=\"$home/matinee\"|" "$prefix/share/applications/matinee.desktop"
refresh
echo "Matinee is in $home. Start it from the menu, or with $prefix/bin/matinee."
echo "Remove it again with: $0 --remove"
