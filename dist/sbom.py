#!/usr/bin/env python3
"""What is in a package that others wrote: sbom.cdx.json (CycloneDX 1.6) and THIRD-PARTY-NOTICES.txt, from what the restore resolved.

sbom.py PROJECT ARTIFACTS VERSION FOLDER: ARTIFACTS is the --artifacts-path of the publish, FOLDER what was published.
"""
import base64, datetime, hashlib, json, os, pathlib, re, sys, uuid, xml.etree.ElementTree as E

project, artifacts, version, folder = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], pathlib.Path(sys.argv[4])
licences = pathlib.Path(__file__).parent / "licences"
# Where a package may be had under one of two licences: which we take.
CHOSEN = {"MS-PL OR Apache-2.0": "MS-PL"}
OWN = ("Gateway.",)


def assets():
    """The program's, and those of the plugins that lie beside it."""
    names = [project] + [f"Gateway.Plugins.{p.name}" for p in pathlib.Path("Plugins").iterdir() if project == "Gateway.Host" and p.is_dir()]
    for name in names:
        file = artifacts / "obj" / name / "project.assets.json"
        yield json.loads(file.read_text())


def packages():
    """(name, version) -> its folder: packages with something that runs, and the runtime where it is in the package."""
    found = {}
    for asset in assets():
        roots = [pathlib.Path(p) for p in asset["packageFolders"]]
        target = max(asset["targets"], key=len)
        resolved = [tuple(key.split("/")) for key, entry in asset["targets"][target].items()
                    if entry["type"] == "package" and any(entry.get(k) for k in ("runtime", "runtimeTargets", "native"))]
        for framework in asset["project"]["frameworks"].values():
            resolved += [(d["name"], re.match(r"\[([^,\]]+)", d["version"])[1]) for d in framework.get("downloadDependencies", [])
                         if ".Runtime." in d["name"] and "ILCompiler" not in d["name"] and (folder / "System.Private.CoreLib.dll").exists()]
        for name, number in resolved:
            where = next((r / name.lower() / number.lower() for r in roots if (r / name.lower() / number.lower()).is_dir()), None)
            if where is None:
                sys.exit(f"{name} {number} is in no package folder")
            found[name, number] = where
    return found


def nuspec(where):
    metadata = E.parse(next(where.glob("*.nuspec"))).getroot().find("{*}metadata")
    return {child.tag.split("}")[1]: (child.text or "").strip() for child in metadata}


components, notices = [], []
for (name, number), where in sorted(packages().items()):
    about = nuspec(where)
    licence = about.get("license", "")
    shipped = {p.name.upper(): p for p in where.iterdir() if p.is_file()}
    text = shipped.get("LICENSE.TXT") or shipped.get(licence.upper()) or licences / f"{CHOSEN.get(licence, licence)}.txt"
    if not text.exists():
        sys.exit(f"{name} {number}: the text of its licence '{licence}' is not in {licences}")
    sha512 = base64.b64decode(next(where.glob("*.nupkg.sha512")).read_text()).hex()
    components.append({
        "type": "library", "bom-ref": f"pkg:nuget/{name}@{number}", "name": name, "version": number,
        "hashes": [{"alg": "SHA-512", "content": sha512}],
        "licenses": [{"expression": licence}] if licence in CHOSEN else [{"license": {"id": licence} if licence and licence != "LICENSE.TXT" else {"name": licence}}],
        "copyright": about.get("copyright", ""), "purl": f"pkg:nuget/{name}@{number}",
        "externalReferences": [{"type": "website", "url": about["projectUrl"]}] if about.get("projectUrl") else [],
    })
    also = shipped.get("THIRD-PARTY-NOTICES.TXT")
    body = f"{name} {number}\n{about.get('copyright', '')}\n{about.get('projectUrl', '')}\nLicence: {licence}" \
        + (f"; taken under {CHOSEN[licence]}" if licence in CHOSEN else "") + "\n\n" + text.read_text("utf-8-sig").replace("\r", "").strip() + "\n"
    if also:
        body += f"\nWhat {name} has from others:\n\n" + also.read_text("utf-8-sig", errors="replace").replace("\r", "").strip() + "\n"
    notices.append(body)

PROGRAMS = {"Gateway.Host": "iec104-gateway", "Gateway.Simulator": "iec104-sim"}
program = PROGRAMS[project]
reference = f"pkg:generic/{program}@{version}"
bom = {
    "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
    "metadata": {
        "timestamp": datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "component": {"type": "application", "bom-ref": reference, "name": program, "version": version, "licenses": [{"license": {"id": "MIT"}}]},
    },
    "components": components,
    "dependencies": [{"ref": reference, "dependsOn": [c["bom-ref"] for c in components]}] + [{"ref": c["bom-ref"], "dependsOn": []} for c in components],
}
bom["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(bom, sort_keys=True))}"
(folder / "sbom.cdx.json").write_text(json.dumps(bom, indent=2) + "\n")

# Every library that was published is ours, or one of the packages' above.
known = {f.name.lower() for where in packages().values() for f in where.rglob("*") if f.is_file()}
strange = sorted(f.name for f in folder.rglob("*.dll") if f.name.lower() not in known and not f.name.startswith(OWN) and f.stem not in PROGRAMS.values())
if strange:
    sys.exit(f"in the package, but in no restored one: {', '.join(strange)}")
line = "\n" + "-" * 100 + "\n\n"
(folder / "THIRD-PARTY-NOTICES.txt").write_text(f"{program} {version} contains the following, with thanks to their authors.\n" + "".join(line + n for n in notices))
