@echo off
chcp 936 >nul
title 现场评审
if not exist "%~dp0app\start.py" goto unpacked
set "PYTHONHOME="
set "PYTHONPATH="
py -3 -c "" >nul 2>nul
if not errorlevel 1 (
  py -3 "%~dp0app\start.py" %*
  goto ended
)
python -c "import sys; sys.exit(sys.version_info < (3, 6))" >nul 2>nul
if not errorlevel 1 (
  python "%~dp0app\start.py" %*
  goto ended
)
echo.
echo 这台电脑上没有 Python。
echo 请安装 Python 3.13（64 位）：到 python.org 下载 Windows installer (64-bit)，
echo 安装时勾选“Add python.exe to PATH”。装好后再双击“启动”。
echo 会场没有外网的，请提前下载好，放在 U 盘里带去。
goto ended
:unpacked
echo.
echo 请先解压：右键压缩包，选“全部解压缩”，再打开解压出来的文件夹，双击“启动”。
:ended
echo.
pause
