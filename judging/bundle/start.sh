#!/bin/sh
# Finds a Python and lets app/start.py do the rest; that looks for a better one where this is too old.
here=$(cd "$(dirname "$0")" && pwd) || exit 1
unset PYTHONHOME PYTHONPATH

is_python() {
    # On a Mac without developer tools /usr/bin/python3 only opens a window that offers them.
    [ "$(command -v "$1")" != /usr/bin/python3 ] || [ "$(uname)" != Darwin ] || xcode-select -p >/dev/null 2>&1 || return 1
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 6))' >/dev/null 2>&1
}

for python in /usr/local/bin/python3 /opt/homebrew/bin/python3 python3 python; do
    if is_python "$python"; then
        exec "$python" "$here/app/start.py" "$@"
    fi
done
echo "这台电脑上没有 Python。"
if [ "$(uname)" = Darwin ]; then
    echo "请安装 Python 3.13：到 python.org 下载 macOS installer，装好后再双击“start.command”。"
else
    echo "请安装 Python 3.11 或更新版本，例如：sudo apt install python3，装好后再启动。"
fi
echo "会场没有外网的，请提前安装好。"
exit 1
