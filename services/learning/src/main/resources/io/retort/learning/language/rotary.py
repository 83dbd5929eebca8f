# Rotary position embeddings (Su et al. 2021, section 3.2.2) in the layout of Hugging Face's Llama: dimension i of a head turns
# together with dimension i + D/2. Angles are computed in float32 whatever the weights' type, as transformers does, so that
# positions in the thousands meet the same angles.
#
# Read from the module: head_size, rope_theta, and the scaling: rope_factor (1 for none), rope_original_context (0 for the
# linear kind), rope_low_frequency_factor, rope_high_frequency_factor.


def rotary_frequencies(self) -> Tensor:
    """Radians a position, [D/2]. Linear scaling divides them all (Chen et al. 2023, section 2.3); that of Llama 3 divides the
    slow ones, leaves the fast ones, and blends between (Llama 3.1's reference code, apply_scaling)."""
    exponents = torch.arange(0, self.head_size, 2, dtype=6) / self.head_size
    frequencies = torch.reciprocal(torch.pow(self.rope_theta, exponents))
    slow = frequencies / self.rope_factor
    if self.rope_original_context == 0:
        return slow
    wavelengths = torch.reciprocal(frequencies) * (2 * 3.141592653589793)
    context = float(self.rope_original_context)
    low = self.rope_low_frequency_factor
    high = self.rope_high_frequency_factor
    blend = (torch.reciprocal(wavelengths) * context - low) / (high - low)
    blended = torch.rsub(blend, 1.0) * slow + blend * frequencies
    kept = torch.where(wavelengths < context / high, frequencies, blended)
    return torch.where(wavelengths > context / low, slow, kept)


def rotary_turns(self, positions: Tensor, dtype: int) -> Tuple[Tensor, Tensor]:
    """Cosines, and sines with the first half's sign turned, for positions int64 [T], each [T, 1, D]."""
    angles = torch.unsqueeze(torch.to(positions, 6), 1) * torch.unsqueeze(self.rotary_frequencies(), 0)
    cosines = torch.to(torch.cos(angles), dtype)
    sines = torch.to(torch.sin(angles), dtype)
    return (torch.unsqueeze(torch.cat([cosines, cosines], 1), 1), torch.unsqueeze(torch.cat([torch.neg(sines), sines], 1), 1))


def turned(self, x: Tensor, cosines: Tensor, sines: Tensor) -> Tensor:
    """Heads x [T, heads, D] turned to their positions, in the type of the cosines: products of two types are slow."""
    wide = torch.to(x, cosines.dtype)
    across = torch.mul_(torch.roll(wide, [self.head_size // 2], [2]), sines)
    return torch.addcmul_(across, wide, cosines)
