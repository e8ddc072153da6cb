/* Talks to the shell as the SDK does, and records everything it receives in `window.heard`. */
(() => {
  const heard = [];
  const waiting = new Map();
  let sequence = 0;
  let shell = null;
  // It's at another origin if this extension is side-loaded.
  let shellOrigin = null;
  let opens = 0;
  window.heard = heard;

  const ends = { srcName: 'community.activate-windows-server-vms', srcDepth: 1 };

  function post(packet) {
    window.parent.postMessage({ ...packet, ...ends, ...shell }, shellOrigin);
  }

  window.ask = (command, data) =>
    new Promise((resolve, reject) => {
      waiting.set(sequence, { resolve, reject });
      post({
        signature: 'version 0.0.0',
        sequence: sequence++,
        type: 0,
        command,
        version: '0.1.0',
        data
      });
    });

  const answers = {
    // As in the SDK: ask for the gateway's address before answering the Ping.
    Ping: async () => {
      const { result } = await window.ask('Forward', { service: 'gateway-connection', type: 2 });
      heard.push({ command: 'gateway-connection', data: result });
      return { name: 'pong' };
    },
    Deactivate2: () => ({ state: 0, waitedTime: 0 }),
    Activate: () => true,
    Shutdown: () => ({ canShutdown: true }),
    Init: () => ({ version: '0.1.0' }),
    // The first one takes a while.
    Open: () => (opens++ === 0 ? { state: 2, waitedTime: 2000 } : { state: 0, waitedTime: 2100 })
  };

  window.addEventListener('message', async event => {
    const packet = event.data;
    if (event.source !== window.parent || packet.signature !== 'version 0.0.0') {
      return;
    }
    shellOrigin = event.origin;
    if (packet.type !== 0) {
      const { resolve, reject } = waiting.get(packet.sequence);
      waiting.delete(packet.sequence);
      packet.type === 1 ? resolve(packet.data) : reject(new Error(String(packet.data)));
      return;
    }
    if (!shell) {
      shell = {
        destName: packet.srcName,
        destSubName: packet.srcSubName,
        srcSubName: packet.destSubName
      };
    }
    heard.push({ command: packet.command, data: packet.data, from: packet.srcName });
    const data = await answers[packet.command]?.(packet.data);
    post({ ...packet, type: 1, data });
  });
})();
