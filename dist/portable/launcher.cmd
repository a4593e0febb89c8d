@echo off
rem Starts PROGRAM with the .NET runtime of this machine.
dotnet --list-runtimes 2>nul | findstr /b /c:"Microsoft.AspNetCore.App 10." >nul
if errorlevel 1 (
    echo PROGRAM needs the .NET 10 runtime with ASP.NET Core, which is not here. 1>&2
    echo Install it, or take the win-x64 zip, which has it in it. 1>&2
    exit /b 1
)
dotnet "%~dp0PROGRAM.dll" %*
