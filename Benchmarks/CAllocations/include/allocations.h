#pragma once
#include <stdint.h>

/// How often memory was asked for since the program began, by all of its threads.
uint64_t allocation_count(void);
