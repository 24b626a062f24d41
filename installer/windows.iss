; Inno Setup: the folder that PyInstaller made becomes an installer for one person, without an administrator.
;
;     iscc /DVersion=0.1.0 installer\windows.iss
;
; Untested: see README.md beside this file.

#ifndef Version
  #error Give the version: iscc /DVersion=X installer\windows.iss
#endif

[Setup]
AppId={{6B0F3A52-5C0E-4B7D-9B8E-6D1C1F0A7E21}
AppName=Matinee
AppVersion={#Version}
AppPublisher=The Matinee authors
DefaultDirName={autopf}\Matinee
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\dist\matinee\LICENSE.txt
OutputDir=..\dist
OutputBaseFilename=matinee-{#Version}-windows-x64
SetupIconFile=..\dist\work\matinee\icons\matinee.ico
UninstallDisplayIcon={app}\matinee.exe
Compression=lzma2/max
SolidCompression=yes
CloseApplications=yes
ChangesAssociations=yes

[Files]
Source: "..\dist\matinee\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
; an upgrade leaves nothing of the older version behind; the library lies elsewhere, in the person's own data
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{autoprograms}\Matinee"; Filename: "{app}\matinee.exe"

[Registry]
Root: HKA; Subkey: "Software\Classes\Directory\shell\Matinee"; ValueType: string; ValueData: "Add to Matinee"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Directory\shell\Matinee\command"; ValueType: string; ValueData: """{app}\matinee.exe"" open ""%1"""
Root: HKA; Subkey: "Software\Classes\Applications\matinee.exe\shell\open\command"; ValueType: string; ValueData: """{app}\matinee.exe"" open ""%1"""; Flags: uninsdeletekey

[Run]
Filename: "{app}\matinee.exe"; Description: "{cm:LaunchProgram,Matinee}"; Flags: nowait postinstall skipifsilent

[Code]
procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if (Step = usPostUninstall) and not UninstallSilent then
    MsgBox('Matinee is removed. Your library is kept in ' + ExpandConstant('{localappdata}\matinee') +
      '; delete that folder yourself if you want it gone.', mbInformation, MB_OK);
end;
