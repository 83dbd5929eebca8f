def cpu_capability(self) -> str:
    """The kernel set libtorch picked for this processor, such as AVX512."""
    return torch._get_cpu_capability()
