#!/usr/bin/env bash
# Make a disk image of Matinee.app; signed where a signing identity is named, else for this machine alone.
#
#     [MATINEE_IDENTITY="Developer ID Application: ..."] bash installer/macos.sh dist
#
# Untested: see README.md beside this file.
set -euo pipefail

out=${1:?the folder that holds Matinee.app}
version=$("$out/matinee/matinee" --version | cut -d' ' -f2)
image=$out/matinee-$version-macos-$(uname -m).dmg
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

cp -R "$out/Matinee.app" "$stage/"
if [ -n "${MATINEE_IDENTITY:-}" ]; then
    codesign --force --deep --options runtime --timestamp --sign "$MATINEE_IDENTITY" "$stage/Matinee.app"
else
    codesign --force --deep --sign - "$stage/Matinee.app" # opened by Control-click, Open
fi
ln -s /Applications "$stage/Applications"
cp "$out/matinee/LICENSE.txt" "$out/matinee/THIRD-PARTY.txt" "$stage/"
rm -f "$image"
hdiutil create -volname Matinee -srcfolder "$stage" -format ULMO "$image"
[ -z "${MATINEE_IDENTITY:-}" ] || codesign --sign "$MATINEE_IDENTITY" "$image"
echo "$image"
