import { downloadFile } from './download';

describe('A downloaded file', () => {
  beforeEach(() => jasmine.clock().install());
  afterEach(() => jasmine.clock().uninstall());

  it('has its name and text, and its object URL is revoked', async () => {
    const made = spyOn(URL, 'createObjectURL').and.callThrough();
    const revoked = spyOn(URL, 'revokeObjectURL').and.callThrough();
    const clicked: { name: string; address: string }[] = [];
    spyOn(HTMLAnchorElement.prototype, 'click').and.callFake(function (this: HTMLAnchorElement) {
      clicked.push({ name: this.download, address: this.href });
    });
    downloadFile('a.csv', '\ufeffü', 'text/csv;charset=utf-8');
    const file = made.calls.mostRecent().args[0] as Blob;
    expect(file.type).toBe('text/csv;charset=utf-8');
    expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([0xef, 0xbb, 0xbf, 0xc3, 0xbc]);
    expect(clicked).toEqual([{ name: 'a.csv', address: made.calls.mostRecent().returnValue }]);
    expect(revoked).not.toHaveBeenCalled();
    jasmine.clock().tick(1);
    expect(revoked).toHaveBeenCalledOnceWith(clicked[0].address);
  });
});
