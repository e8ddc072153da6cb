import { Subject, Subscription } from 'rxjs';
import { drawnTogether, gatheredFor } from './drawn-together';

describe('Drawing changes together', () => {
  let source: Subject<number>;
  let drawn: number[];
  let drawing: Subscription;

  beforeEach(() => {
    jasmine.clock().install().mockDate();
    source = new Subject();
    drawn = [];
    drawing = drawnTogether(source).subscribe(value => drawn.push(value));
  });

  afterEach(() => {
    drawing.unsubscribe();
    jasmine.clock().uninstall();
  });

  it('draws the first change at once', () => {
    source.next(1);
    expect(drawn).toEqual([1]);
  });

  it('draws only the newest of the changes that follow right after it', () => {
    [1, 2, 3, 4].forEach(value => source.next(value));
    jasmine.clock().tick(gatheredFor - 1);
    expect(drawn).toEqual([1]);
    jasmine.clock().tick(1);
    expect(drawn).toEqual([1, 4]);
  });

  it('draws a change at once again after a quiet moment', () => {
    source.next(1);
    jasmine.clock().tick(2 * gatheredFor);
    source.next(2);
    expect(drawn).toEqual([1, 2]);
  });
});
