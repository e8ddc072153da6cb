'use strict';

// The options of `npm start`. They are plain data in a module that needs no packages, because the set-up also reads
// them: it answers --help and rejects wrong options before it installs anything.
module.exports = {
  labOptions: {
    scenario: { type: 'string', value: 'NAME', help: 'the cluster to play, a file in lab/scenarios (healthy)' },
    port: { type: 'string', value: 'N', help: 'the port to listen on; 0 takes a free one (4210)' },
    api: { type: 'string', value: 'VERSION', help: "the version of the gateway's API: 1.0.0 or 2.0.0" },
    stream: { type: 'string', value: 'on|off', help: 'whether the gateway offers the stream' },
    compress: { type: 'boolean', help: 'compress the files of the shell and the extension, as a gateway might' },
    package: { type: 'string', value: 'FILE', help: 'a package (.nupkg) to run, instead of building the sources' }
  }
};
