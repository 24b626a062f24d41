#!/usr/bin/env bash
# Install the system libraries that Qt's wheels leave to the system, fonts, and the packages that the arguments name.
# Does nothing when they are there.
set -euo pipefail

packages=(
    libegl1 libgl1 libopengl0 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libglib2.0-0 libnss3
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0
    libxcb-xinerama0 libxcb-xkb1 libpulse0 libva2 libva-drm2 libva-x11-2 libxtst6 xvfb fonts-noto-cjk fonts-inter-variable
    "$@"
)

case $(uname) in Linux) ;; *) exit 0 ;; esac

if ! command -v dpkg-query >/dev/null; then
    echo "Not Debian: make sure that the libraries behind these Debian packages are installed:" >&2
    echo "  ${packages[*]}" >&2
    exit 0
fi

missing=()
for package in "${packages[@]}"; do
    dpkg-query --show --showformat '${db:Status-Status}' "$package" 2>/dev/null | grep -q '^installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" = 0 ]; then as_root=(); elif sudo -n true 2>/dev/null; then as_root=(sudo -n); else
    echo "Please install these system libraries, then run the command again:" >&2
    echo "  sudo apt-get install ${missing[*]}" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
echo "Installing system libraries: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
