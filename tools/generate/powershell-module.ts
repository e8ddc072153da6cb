import { extension } from '../project';
import type { Script } from './scripts';

/**
 * The module that an administrator can sign and install on servers. Each script is a function. The `.ROLE` in its help
 * says who may call it through a restricted endpoint.
 */
export function moduleScript(scripts: readonly Script[]): string {
  return scripts
    .map(({ name, text }) => `function ${name} {\n${text.trimEnd()}\n}\n## [END] ${name} ##\n`)
    .join('')
    .replace(/\n/g, '\r\n');
}

/** The module's manifest. `version` is the package's version without a pre-release or build suffix. */
export function moduleManifest(scripts: readonly Script[], version: string): string {
  const names = scripts.map(({ name }) => name);
  const attributes = JSON.stringify({ localScripts: names, externalScripts: [] });
  const lines = [
    '@{',
    `RootModule = '${extension.powerShellModule}.psm1'`,
    `ModuleVersion = '${version.replace(/[-+].*$/, '')}'`,
    `GUID = '${extension.powerShellModuleId}'`,
    "Author = 'Activate Windows Server VMs contributors'",
    "CompanyName = 'Community'",
    "Copyright = 'MIT License'",
    "Description = 'What the extension Activate Windows Server VMs runs on servers'",
    "PowerShellVersion = '5.1'",
    'NestedModules = @()',
    'FunctionsToExport = @(',
    names.map(name => `    '${name}'`).join(',\n'),
    ')',
    // The SDK's own modules have this line. Nothing is known to read it.
    `# Function attributes: ${attributes}`,
    'CmdletsToExport = @()',
    'VariablesToExport = @()',
    'AliasesToExport = @()',
    '}',
    ''
  ];
  return lines.join('\n').replace(/\n/g, '\r\n');
}
