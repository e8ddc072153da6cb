import { guestKeysScript } from './guest-script';

describe('The script for several guests', () => {
  const key = 'W3GNR-8DDXR-2TFRP-H8P33-DV9BG';
  const order = { name: 'vm01', id: '0A1B2C3D-0000-4000-8000-000000000001', server: 'node01.contoso.com', key };

  it('names each guest by its id, on its server, with the key of its edition', () => {
    const [, line] = guestKeysScript([order]).split('\n');
    expect(line).toBe(`    @{ Name = 'vm01'; Server = 'node01.contoso.com'; Id = '${order.id}'; Key = '${key}' }`);
  });

  it('never runs a machine’s name as code', () => {
    const names = ["it's", 'two\nlines', 'curly \u2019 quote', '$(Remove-Item x)', "'; Remove-Item x; '"];
    const lines = guestKeysScript(names.map(name => ({ ...order, name })))
      .split('\n')
      .slice(1, 6);
    expect(lines.map(line => /Name = ('.*'); Server/.exec(line)?.[1])).toEqual([
      "'it''s'",
      "'two lines'",
      "'curly \u2019\u2019 quote'",
      "'$(Remove-Item x)'",
      "'''; Remove-Item x; '''"
    ]);
  });
});
