import { expect } from '@open-wc/testing';
import { openingAt, parseHours } from '../../components/ai-agent/opening-hours.js';

/** Monday, 2 November 2026. */
const at = (day: number, time: string) => new Date(`2026-11-0${String(day + 1)}T${time}:00Z`);
const [MONDAY, TUESDAY, SATURDAY, SUNDAY] = [1, 2, 6, 7];

const opening = (hours: string, now: Date, zone = 'UTC') => openingAt(parseHours(hours, zone)!, now);

const whenOpen = (hours: string, now: Date, zone?: string) => {
  const { isOpen, changesAt } = opening(hours, now, zone);
  return isOpen ? 'open' : changesAt.toISOString().slice(8, 16);
};

describe('opening hours', () => {
  const office = 'Mo-Fr 09:00-12:00, 13:00-17:30; Sa 10:00-13:00';

  it('tell when somebody is there, else when that will be', () => {
    expect(whenOpen(office, at(MONDAY, '09:00'))).to.equal('open');
    expect(whenOpen(office, at(MONDAY, '12:00'))).to.equal('02T13:00');
    expect(whenOpen(office, at(TUESDAY, '17:30'))).to.equal('04T09:00');
    expect(whenOpen(office, at(SATURDAY, '12:59'))).to.equal('open');
    expect(whenOpen(office, at(SATURDAY, '13:00'))).to.equal('09T09:00');
    expect(whenOpen(office, at(SUNDAY, '23:00'))).to.equal('09T09:00');
  });

  it('may go past midnight, over the end of the week too', () => {
    expect(whenOpen('Fr-Su 22:00-02:00', at(MONDAY, '01:59'))).to.equal('open');
    expect(whenOpen('Fr-Su 22:00-02:00', at(MONDAY, '02:00'))).to.equal('06T22:00');
    expect(whenOpen('Su-Mo 08:00-09:00', at(TUESDAY, '08:30'))).to.equal('08T08:00');
    expect(whenOpen('Mo,Su 00:00-24:00', at(SUNDAY, '12:00'))).to.equal('open');
  });

  it('hold in the time zone of the place', () => {
    expect(whenOpen('Mo 09:00-17:00', at(MONDAY, '08:30'), 'Europe/Berlin')).to.equal('open');
    expect(whenOpen('Mo 09:00-17:00', at(MONDAY, '08:30'), 'America/New_York')).to.equal('02T14:00');
  });

  it('end when nobody is there any more', () => {
    const { isOpen, changesAt } = opening('Mo 09:00-12:00; Mo 10:00-13:00', at(MONDAY, '11:00'));

    expect([isOpen, changesAt.toISOString()]).to.deep.equal([true, '2026-11-02T13:00:00.000Z']);
  });

  it('are those of the clock on the wall, when that is put forward or back meanwhile', () => {
    const hours = 'Mo-Fr 09:00-17:00';
    const back = opening(hours, new Date('2026-10-24T12:00:00Z'), 'Europe/Berlin');
    const forward = opening(hours, new Date('2026-03-28T12:00:00Z'), 'Europe/Berlin');

    expect(back.changesAt.toISOString()).to.equal('2026-10-26T08:00:00.000Z');
    expect(forward.changesAt.toISOString()).to.equal('2026-03-30T07:00:00.000Z');
  });

  for (const text of [
    'always',
    'Mo',
    '09:00-17:00',
    'Mo 9-17',
    'Xx 09:00-17:00',
    'Mo 25:00-26:00',
    'Mo 09:61-10:00',
    'Mo 09:00-09:00',
    ';',
  ]) {
    it(`are nothing that can be read: ${text}`, () => {
      expect(parseHours(text)).to.equal(undefined);
    });
  }
});
