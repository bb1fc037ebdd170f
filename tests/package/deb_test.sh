#!/usr/bin/env bash
# Makes the Debian package, installs it in a Debian 12 that has nothing else, and works with it there.
#
#     deb_test.sh BUILD_DIR SOURCE_DIR
#
# The bare Debian comes from debootstrap and is kept in BUILD_DIR/package for the next run. Where this machine forbids
# what debootstrap needs, the package is unpacked into an empty folder and tried there instead, and the output says so.
set -euo pipefail

build=$(realpath "$1")
source=$(realpath "$2")
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
work=$build/package
bare=$work/bookworm
root=$work/root
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive

fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

make_package() {
  rm -rf "$work/deb"
  (cd "$build" && cpack -G DEB -B "$work/deb") >"$work/cpack.log" 2>&1 || { cat "$work/cpack.log"; fail "cpack"; }
  deb=$(echo "$work"/deb/tieout_*.deb)
  [[ -f $deb ]] || fail "no package was made"
}

check_contents() {
  local depends listing
  depends=$(dpkg-deb --field "$deb" Depends)
  for library in libc6 libstdc++6 libfmt9 libexpat1 libpangocairo-1.0-0 libcairo2; do
    [[ $depends == *"$library"* ]] || fail "the package does not depend on $library but on: $depends"
  done
  [[ $(dpkg-deb --field "$deb" Recommends) == *fonts-noto-cjk* ]] || fail "the package recommends no Chinese font"
  listing=$(dpkg-deb --contents "$deb")
  for file in ./usr/bin/tieout ./usr/share/tieout/rules/ ./usr/share/tieout/data/headings.toml \
    ./usr/share/tieout/data/templates/ ./usr/share/doc/tieout/copyright; do
    grep -qF " $file" <<<"$listing" || fail "the package lacks $file"
  done
  rm -rf "$work/unpacked"
  dpkg-deb --extract "$deb" "$work/unpacked"
  # The tree's absolute path, and not one that merely ends in the same words.
  if strings -a "$work/unpacked/usr/bin/tieout" | grep -P "(?<![\\w./-])\\Q$source\\E/"; then
    fail "the program holds a path of the source tree (above)"
  fi
}

# The archive this machine uses for Debian itself: the first address of a bookworm entry in its sources.
mirror() {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    grep -oE 'https?://[^] ]+' | grep -E '/debian/?$' | head -n 1
}

make_bare_debian() {
  [[ -e $bare/.complete ]] && return
  ((EUID == 0)) || { echo "not root"; return 1; }
  command -v debootstrap >/dev/null || { echo "debootstrap is not installed"; return 1; }
  local proxy
  proxy=$(apt-config dump --format '%v%n' Acquire::http::Proxy)
  [[ -z $proxy ]] || export http_proxy=$proxy
  rm -rf "$bare"
  debootstrap --variant=minbase bookworm "$bare" "$(mirror)" >"$work/debootstrap.log" 2>&1 || {
    tail -n 5 "$work/debootstrap.log"
    return 1
  }
  cp /etc/resolv.conf "$bare/etc/resolv.conf"
  [[ -z $proxy ]] || echo "Acquire::http::Proxy \"$proxy\";" >"$bare/etc/apt/apt.conf.d/99proxy"
  touch "$bare/.complete"
}

# A copy of the bare Debian, so that nothing of an earlier run is left in it. Downloaded packages are kept.
install_in_copy() {
  unmount_proc
  rm -rf --one-file-system "$root"
  cp -a --reflink=auto "$bare" "$root"
  cp "$deb" "$root/tieout.deb"
  for attempt in 1 2 3; do
    if chroot "$root" sh -c 'apt-get -q update && apt-get -q install -y --no-install-recommends /tieout.deb' \
      >"$work/install.log" 2>&1 </dev/null; then
      cp -n "$root"/var/cache/apt/archives/*.deb "$bare/var/cache/apt/archives/"
      return
    fi
    echo "installing failed (attempt $attempt)"
    sleep 5
  done
  cat "$work/install.log"
  fail "the package does not install in a bare Debian 12"
}

# A program finds its own place through /proc. Where mounting is not allowed, the one link it reads is put there.
mount_proc() {
  mount -t proc proc "$root/proc" 2>/dev/null && return
  echo "/proc cannot be mounted here; /proc/self/exe is a link made by this test"
  mkdir -p "$root/proc/self"
  ln -s /usr/bin/tieout "$root/proc/self/exe"
}

unmount_proc() {
  if mountpoint -q "$root/proc"; then umount "$root/proc"; fi
}

# try_program COMMAND…: COMMAND begins a command line that runs the installed program; it reads and writes $files.
try_program() {
  "$@" --version >"$work/version" || fail "--version"
  "$@" rules list >"$work/rules" || fail "rules list"
  [[ -s $work/rules ]] || fail "rules list prints nothing: the rules were not found"
  "$@" reconcile --year 2023 --assets "$inside/assets.csv" --events "$inside/events.csv" --format csv \
    --out "$inside/report.csv" || fail "reconcile"
  cmp "$files/report.csv" "$here/expected.csv" || fail "the report differs from expected.csv"
  local status=0
  "$@" reconcile --year 2023 --assets "$inside/missing.csv" >"$work/missing" 2>&1 || status=$?
  ((status == 3)) || fail "a missing file gives exit code $status, not 3"
  # Without a Chinese font, which the package only recommends, a PDF is refused; with one it is made.
  status=0
  "$@" reconcile --year 2023 --assets "$inside/assets.csv" --events "$inside/events.csv" --format pdf \
    --out "$inside/report.pdf" >"$work/pdf" 2>&1 || status=$?
  ((status == 0)) || { ((status == 4)) && grep -q PDF-FONT-MISSING "$work/pdf"; } || fail "pdf: exit code $status"
}

mkdir -p "$work"
make_package
check_contents
if make_bare_debian; then
  install_in_copy
  files=$root/tmp inside=/tmp
  cp "$here"/*.csv "$files"
  rm -f "$files/report.csv"
  trap unmount_proc EXIT
  mount_proc
  # The source tree cannot be seen from in there.
  try_program chroot "$root" tieout
  unmount_proc
  echo "installed and tried in a bare Debian 12 (chroot): $(basename "$deb")"
  rm -rf --one-file-system "$root"
else
  echo "a bare Debian 12 cannot be made here (above); trying the unpacked package instead"
  files=$work/files inside=$work/files
  rm -rf "$files"
  mkdir -p "$files"
  cp "$here"/*.csv "$files"
  # Moved, so that the program cannot find its rules by a place it was built for.
  rm -rf "$work/elsewhere"
  mv "$work/unpacked" "$work/elsewhere"
  cd /
  try_program env -i PATH="$work/elsewhere/usr/bin" "$work/elsewhere/usr/bin/tieout"
  echo "unpacked and tried: $(basename "$deb")"
fi
