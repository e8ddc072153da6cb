import { hasValidChecksum } from './product-key-checksum';
import { ProductKey, readProductKey } from './product-key';
import { publicKeyOf } from './public-keys';
import published from './public-keys.json';

const all = [...published.avma, ...published.kmsClient];

describe('The keys that Microsoft publishes', () => {
  it('are 15 for guests and 53 for clients of a KMS host, each listed once', () => {
    expect([published.avma.length, published.kmsClient.length]).toEqual([15, 53]);
    expect(new Set(all.map(({ key }) => key)).size).toBe(68);
  });

  it('all have the form of a key and a valid checksum', () => {
    for (const { key } of all) {
      expect(readProductKey(key))
        .withContext(key)
        .toEqual({ kind: 'key', key: key as ProductKey });
      expect(hasValidChecksum(key as ProductKey))
        .withContext(key)
        .toBeTrue();
    }
  });

  it('are recognized with what they’re for', () => {
    expect(publicKeyOf('W3GNR-8DDXR-2TFRP-H8P33-DV9BG' as ProductKey)).toEqual({
      kind: 'avma',
      product: 'Windows Server 2022 Datacenter'
    });
    expect(publicKeyOf('WMDGN-G9PQG-XVVXX-R3X43-63DFG' as ProductKey)).toEqual({
      kind: 'kmsClient',
      product: 'Windows Server 2019 Datacenter'
    });
  });

  it('don’t include any other key', () => {
    expect(publicKeyOf('BCDFG-HJKMP-QRTVW-XY234-6789N' as ProductKey)).toBeNull();
  });
});
