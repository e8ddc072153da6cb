import { copyText } from './clipboard';

describe('The clipboard', () => {
  it('receives the text, and the focus stays where it is', () => {
    const button = document.createElement('button');
    document.body.append(button);
    button.focus();
    const copied = spyOn(MsftSme, 'copyToClipboard').and.callThrough();
    copyText('one');
    expect(copied.calls.allArgs()).toEqual([['one']]);
    expect(document.activeElement).toBe(button);
    button.remove();
  });
});
