import { describe, expect, it } from 'vitest';
import { createAddressGuard, literalAddress, NetworkListError } from './address-guard.ts';

const guard = createAddressGuard();

describe('createAddressGuard', () => {
  it.each([
    ...['127.0.0.1', '127.8.8.8', '0.0.0.0', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
    ...['224.0.0.1', '255.255.255.255', '198.18.0.1', '192.0.2.1', '168.63.129.16', '240.0.0.1'],
    ...['::1', '::', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '2001:db8::1', '2002:7f00:1::'],
    ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '64:ff9b::7f00:1', '64:ff9b::a00:1', 'no address', ''],
    ...['::7f00:1', '::a00:1', '::5db8:d70e', '::ffff:0:7f00:1', '4000::1', '1fff::1', '8000::1', 'e000::1', '5f00::1'],
    ...['100::1', 'fec0::1', '2001::1', '2001:0:5db8:d70e::1', '2002:a00:1::', '2002:5db8:d70e::', '3fff::1'],
    ...['2001:2::1', '2001:10::1', '2001:20::1', '64:ff9b:1::5db8:d70e', '64:ff9b:1::7f00:1', '64:ff9b::a9fe:a9fe'],
  ])('refuses %s', (address) => {
    expect(guard(address)).toBe(false);
  });

  it.each([
    '93.184.215.14',
    '2606:4700::6810:84e5',
    '::ffff:93.184.215.14',
    '64:ff9b::5db8:d70e',
    '2001:4860:4860::8888',
    '2a00:1450::1',
    '3ffe::1',
  ])('allows %s', (address) => {
    expect(guard(address)).toBe(true);
  });

  it('allows listed networks and nothing beside them', () => {
    const lenient = createAddressGuard(['127.0.0.0/8', ' fd12::/16 ', '10.0.0.7']);
    expect(['127.0.0.1', '::ffff:127.0.0.1', 'fd12::1', '10.0.0.7'].map(lenient)).toEqual([true, true, true, true]);
    expect(['10.0.0.8', 'fd13::1', '::1'].map(lenient)).toEqual([false, false, false]);
    expect(() => createAddressGuard(['10.0.0.0/99'])).toThrow(NetworkListError);
  });
});

describe('literalAddress', () => {
  it.each([
    ['http://2130706433/', '127.0.0.1'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['http://0177.0.0.01/', '127.0.0.1'],
    ['http://[::ffff:127.0.0.1]/', '::ffff:7f00:1'],
    ['http://１２７.0.0.1/', '127.0.0.1'],
    ['http://example.org/', undefined],
  ])('%s', (url, address) => {
    expect(literalAddress(new URL(url).hostname)).toBe(address);
  });
});
