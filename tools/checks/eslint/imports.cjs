'use strict';

// Which file may import which, for import/no-restricted-paths: it resolves imports, so it also sees dynamic ones,
// require(), and export … from. Selectors for no-restricted-syntax say what it doesn't see.

/** The folders of the app, and the folders that each may import from. A feature does not import another feature. */
const floors = {
  platform: ['domain'],
  ui: ['platform'],
  text: ['domain', 'platform', 'ui'],
  cluster: ['domain', 'platform'],
  help: ['domain', 'platform', 'text', 'ui'],
  keys: ['domain', 'platform', 'text', 'ui'],
  servers: ['cluster', 'domain', 'platform', 'text', 'ui'],
  'virtual-machines': ['cluster', 'domain', 'platform', 'text', 'ui'],
  page: ['cluster', 'domain', 'help', 'keys', 'platform', 'servers', 'text', 'ui', 'virtual-machines']
};

/** The folders of the domain, and the folders of the domain that each may import from. */
const domainFloors = {
  keys: [],
  answers: ['keys'],
  servers: ['keys', 'answers'],
  guests: ['keys', 'answers', 'servers']
};

const domain = './src/app/domain';
const domainAlone = 'domain/ imports nothing but itself: its rules are read, tested and reused alone.';
const domainSpecs = "the domain's specs need nothing but the domain and fast-check.";
const sdkData = '@microsoft/windows-admin-center-sdk/core';

/** The files that may import the SDK's data: two folders, stand-ins, and what starts the app and gives it services. */
const sdkUsers = {
  './src': 'app|bench|stand-ins|main.ts|polyfills.ts|test.ts',
  './src/app': 'cluster|platform|app.module.ts|sdk-services.ts',
  './src/bench': 'stock'
};

/** What holds in every file, tests too. */
const zones = [
  { target: domain, from: '.', except: [domain, './node_modules'], message: domainAlone },
  {
    target: Object.entries(sdkUsers).map(([folder, users]) => `${folder}/!(${users}){,/**}`),
    from: `./node_modules/${sdkData}`,
    message: `only cluster/ and platform/ import ${sdkData}: everything else can be tested without it.`
  },
  {
    target: './src',
    from: ['./machine', './lab', './tools', './e2e', './tests'],
    message: "the product doesn't import what's only for development and tests."
  },
  {
    target: './machine',
    from: ['./src', './lab', './tools', './e2e', './tests'],
    message: 'machine/ is the base of the lab and the tools, so it imports nothing else from the project.'
  },
  {
    target: './lab',
    from: ['./tools', './e2e', './tests'],
    message: 'the lab imports only machine/: the tools start the lab, and a circle could not be changed in parts.'
  },
  {
    target: './lab',
    from: './src',
    message:
      "the lab knows the SDK's protocol and Windows, but not this extension: otherwise, both can make the same mistake."
  }
];

/** What also holds in the product: not in specs, nor in their helpers. */
const productZones = [
  ...Object.entries(domainFloors).map(([floor, below]) => ({
    target: `${domain}/${floor}`,
    from: domain,
    except: [floor, ...below].map(folder => `./${folder}`),
    message: `domain/${floor}/ ${importsOf(below)}.`
  })),
  ...Object.entries(floors).map(([floor, below]) => ({
    target: `./src/app/${floor}`,
    from: './src/app',
    except: [floor, ...below].map(folder => `./${folder}`),
    message: `${floor}/ ${importsOf(below)}: put what two features need in ui/, text/, or domain/.`
  }))
];

function importsOf(folders) {
  const names = folders.map(folder => `${folder}/`).join(', ');
  return names ? `imports only ${names}` : 'imports no other folder';
}

/** Imports that import/no-restricted-paths can't read. */
const hiddenImport = {
  selector:
    'TSImportType[parameter.literal.value=/^[.]/], TSExternalModuleReference, ImportExpression > TemplateLiteral',
  message: 'Write import, import type or import() with a plain string: the rule on imports sees no other form.'
};

// Selectors find packages in the domain, because import/no-restricted-paths doesn't resolve those of Node itself.
const noPackages = { selector: importOf('/^[^.]/'), message: domainAlone };
const onlyFastCheck = { selector: importOf('/^(?!fast-check$)[^.]/'), message: domainSpecs };

function importOf(pattern) {
  const statements = 'ImportDeclaration, ExportAllDeclaration, ExportNamedDeclaration, ImportExpression';
  return (
    `:matches(${statements})[source.value=${pattern}], TSImportType[parameter.literal.value=${pattern}], ` +
    `CallExpression[callee.name='require'][arguments.0.value=${pattern}]`
  );
}

module.exports = { zones, productZones, hiddenImport, noPackages, onlyFastCheck };
