#!/usr/bin/env bash
# Try the package where nothing else is: a fresh Debian root without Python and without a network.
#
#     sudo bash installer/clean_root.sh PACKAGE.deb OUT [NEWER.deb]
#
# Installs with apt, runs the main job as an ordinary person, takes a picture of the window, upgrades to NEWER, removes,
# and shows what is left. The log and the picture are put into OUT. Needs root, debootstrap, unshare and Xvfb.
set -euo pipefail

deb=$(realpath "${1:?the package}")
out=$(mkdir -p "${2:?a folder for the log}" && realpath "$2")
newer=${3:+$(realpath "$3")}
suite=${SUITE:-bookworm}
root=$(mktemp -d "${TMPDIR:-/tmp}/clean-root.XXXXXX")
chmod 755 "$root"
here=$(cd "$(dirname "$0")" && pwd)
exec > >(tee "$out/clean_root.log") 2>&1

screen=
finish() {
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
    for place in tmp/.X11-unix dev proc; do umount -l "$root/$place" 2>/dev/null || true; done
    rm -rf --one-file-system "$root"
}
trap finish EXIT

step() { printf '\n== %s\n' "$*"; }
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    ${http_proxy:+http_proxy="$http_proxy"} "$@"; }
display=:$((200 + RANDOM % 700))
as_person=(unshare --net chroot --userspec=person:person "$root" env -i PATH=/usr/bin:/bin HOME=/home/person
    LC_ALL=C.UTF-8 DISPLAY="$display") # without any network
person() { "${as_person[@]}" "$@"; }
matinee() {
    printf '$ matinee %s\n' "$*"
    local began=$SECONDS
    person matinee "$@"
    printf '  (%s s)\n' $((SECONDS - began))
}
files() { find "$root" -xdev \( -path "$root/proc" -o -path "$root/dev" -o -path "$root/home" -o -path "$root/tmp" \
    -o -path "$root/var/lib" -o -path "$root/var/cache" -o -path "$root/var/log" \) -prune -o -print | sort; }
fail() { echo "FAILED: $*"; exit 1; }

step "A fresh $suite"
mirror=${MIRROR:-$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | grep -m1 '/debian/\?$')}
debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$out/debootstrap.log" 2>&1 || { tail -5 "$out/debootstrap.log"; exit 1; }
cp /etc/resolv.conf "$root/etc/resolv.conf"
[ ! -d /etc/apt/apt.conf.d ] || cp /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
inside useradd --create-home person
inside sh -c '! command -v python3' && echo "There is no Python."
inside apt-get update -qq
cp "$deb" "$root/tmp/matinee.deb"

step "Install"
files >"$out/before.txt"
began=$SECONDS
inside apt-get install -qq -y --no-install-recommends /tmp/matinee.deb >"$out/apt.log" 2>&1 || { tail -20 "$out/apt.log"; exit 1; }
echo "$(inside dpkg-query -W -f '${Package} ${Version}, ${Installed-Size} KiB' matinee) in $((SECONDS - began)) s, with" \
    "$(grep -c '^Setting up' "$out/apt.log") packages"
lost=$(inside sh -c "find /usr/lib/matinee -name '*.so*' -exec env LD_LIBRARY_PATH=/usr/lib/matinee/_internal ldd {} + 2>/dev/null || true" |
    sed -n 's/^[[:space:]]*\(.*\) => not found/\1/p' | sort -u)
[ -z "$lost" ] || echo "Libraries that are named and not there: $lost"

step "The main job, without a network"
matinee --version
matinee demo /home/person/videos
matinee scan
matinee rate "Reading Starlight" 5 --note "Quiet and exact; more about the night sky, please."
matinee rate "北方的星" 5 --note "我喜欢这种安静的夜晚，星空很美。"
matinee rate "Six Carrots, One Knife" 1 --note "I am tired of kitchen shows."
matinee train --minutes 1
matinee suggest --limit 8
person matinee suggest --limit 8 --json >"$out/suggestions.json"
whole=$(grep -c '"blurb": ".' "$out/suggestions.json" || true)
[ "$whole" -ge 5 ] || fail "only $whole suggestions have a blurb"
matinee search stars --limit 3
matinee search 星空 --limit 3

step "The window"
mkdir -p "$root/tmp/.X11-unix" "$out/screen"
Xvfb "$display" -screen 0 1440x900x24 -nolisten tcp -fbdir "$out/screen" >/dev/null 2>&1 &
screen=$!
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
sleep 2
"${as_person[@]}" matinee &
window=$!
sleep "${WINDOW_S:-25}"
kill -0 "$window" || fail "the window closed by itself"
python3 "$here/xwd.py" "$out/screen/Xvfb_screen0" "$out/window.png"
step "A second copy beside the window"
if person matinee rate 1 2; then fail "two wrote at once"; fi
kill "$window"
wait "$window" || true

step "A video that is handed over is played"
video=$(inside find /home/person/videos -name '*.mp4' | sort | head -1)
"${as_person[@]}" matinee open "$video" 2>"$out/player.log" &
window=$!
sleep "${WINDOW_S:-25}"
kill -0 "$window" || fail "the window closed by itself"
python3 "$here/xwd.py" "$out/screen/Xvfb_screen0" "$out/player.png"
grep -q libffmpegmediaplugin "/proc/$window/maps" || fail "the player did not load: $(tail -1 "$out/player.log")"
kill "$window"
wait "$window" || true
kill "$screen"; screen=

if [ -n "$newer" ]; then
    step "An upgrade keeps the library"
    person matinee export /home/person/before.json
    cp "$newer" "$root/tmp/newer.deb"
    inside apt-get install -qq -y --no-install-recommends /tmp/newer.deb >>"$out/apt.log" 2>&1
    inside dpkg-query -W -f '${Package} ${Version}\n' matinee
    person matinee export /home/person/after.json
    person sh -c 'grep -v exported /home/person/before.json >/tmp/a; grep -v exported /home/person/after.json | cmp - /tmp/a' ||
        fail "the upgrade changed what the person said"
    person rm /home/person/before.json /home/person/after.json
    echo "What the person said is the same before and after."
fi

step "Remove"
inside apt-get purge -y matinee 2>&1 | grep -i "matinee" || true
inside apt-get autoremove -qq -y --purge >>"$out/apt.log" 2>&1
rm -f "$root/tmp/matinee.deb" "$root/tmp/newer.deb"
files >"$out/after.txt"
left=$(comm -13 "$out/before.txt" "$out/after.txt" | sed "s|^$root||")
ours=$(find "$root" -xdev -path "$root/home" -prune -o -path "$root/proc" -prune -o -path "$root/dev" -prune -o \
    -iname '*matinee*' -print | sed "s|^$root||")
echo "Left of Matinee outside the person's home: ${ours:-nothing}"
echo "Left of the packages that it needed: ${left:-nothing}"
[ -z "$ours" ] || fail "something of Matinee is left"
echo "In the person's home:"
(cd "$root/home/person" && find . -mindepth 1 -maxdepth 4 -not -path './videos/*' | sort)
[ -s "$root/home/person/.local/share/matinee/library.db" ] || fail "the library is gone"
step "All well"
