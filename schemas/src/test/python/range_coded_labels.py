"""Expected bytes of RangeCodedBytesTest: the format as LabelDistributionCodec and TokenCodec describe it, in exact integers.

A message is the interval of all its symbols; here its bounds are kept whole, as integers that grow, where the Java code
keeps seven bytes and carries. Run: python3 range_coded_labels.py
"""
import math

OFFSET = 300


class Message:
    def __init__(self):
        self.low, self.range, self.shifts = 0, 2**56 - 1, 0

    def symbol(self, start, size, total):
        self.range //= total
        self.low += start * self.range
        self.range *= size
        while self.range < 2**48:
            self.low, self.range, self.shifts = self.low << 8, self.range << 8, self.shifts + 1

    def bytes(self):
        kept = 0
        while True:
            step = 2 ** (56 - 8 * kept)
            number = -(-self.low // step) * step
            if number - self.low < self.range:
                return (number // step).to_bytes(self.shifts + kept, "big")
            kept += 1


def law(count):
    octave = (count + OFFSET).bit_length() - 1
    return (octave << 24) + ((count + OFFSET - 2**octave) * 2**24 >> octave)


def power(share, exponent):
    result, square = 2**31, share
    while exponent:
        if exponent & 1:
            result = result * square >> 31
        square = square * square >> 31
        exponent >>= 1
    return result


def identifier(message, value, least, left, size):
    def below(x):
        share = ((law(size) - law(x)) << 31) // (law(size) - law(least))
        return 2**31 - power(share, left) + x - least

    message.symbol(below(value), below(value + 1) - below(value), below(size - left + 1))


def quantised(amount, most):
    return round(1023 * math.sqrt(amount / most))


def tokens(values, size):
    message = Message()
    for value in values:
        identifier(message, value, 0, 1, size)
    return bytes([1, len(values)]) + message.bytes()


def draws(positions, number, size):
    message = Message()
    weights = [2**16 // (k + 1) for k in range(number)]
    for counts, entropy, witness, surprisal in positions:
        ids = sorted(counts)
        message.symbol(len(ids) - 1, 1, min(number, size))
        for i, value in enumerate(ids):
            identifier(message, value, ids[i - 1] + 1 if i else 0, len(ids) - i, size)
        spare = number - len(ids)
        for value in ids[:-1]:
            more = counts[value] - 1
            message.symbol(sum(weights[:more]), weights[more], sum(weights[: spare + 1]))
            spare -= more
        message.symbol(quantised(entropy, 22), 1, quantised(math.log(size), 22) + 1)
        message.symbol(sum(counts[x] for x in ids if x < witness), counts[witness], number)
        message.symbol(quantised(surprisal, 32), 1, 1024)
    return bytes([1, 2, number]) + message.bytes()


print(tokens([0, 1, 49151, 17, 2, 300, 45, 1000, 20000], 49152).hex())
print(draws([({0: 3, 7: 1, 1000: 17, 49151: 1}, 0.9, 1000, 0.25), ({45: 22}, 0.01, 45, 0.002)], 22, 49152).hex())
print(draws([({0: 1, 1: 2}, 0.69, 0, 0.7)], 3, 2).hex())
