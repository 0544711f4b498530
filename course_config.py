"""What this course is. Every key is described in ``autograder/config/sections.py``.

The file is Python and is checked whenever a command reads it: what is wrong is said by
line, key and remedy. ``nbgrader_config.py`` follows from it, so that nbgrader's own
commands and its formgrader work from this directory.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from autograder.config import Assignment, Course, LatePolicy, Limits

MOSCOW = ZoneInfo("Europe/Moscow")

course = Course(
    id="neuron",
    title={
        "en": "Introduction to deep learning. The neuron",
        "ru": "Введение в глубокое обучение. Нейрон",
    },
    # The first is the language of the gradebook; masters are in English.
    languages=["en", "ru"],
    # A file is taken from this directory. For a server: "postgresql://user@host/neuron"
    # and pip install "psycopg[binary]".
    database="sqlite:///gradebook.db",
    # Hidden tests run out of the student's reach; "shared" is nbgrader's way.
    isolation="separate",
    # For one notebook. An assignment can have limits of its own, as far as they differ.
    limits=Limits(cell_seconds=30, notebook_seconds=300, memory_mb=2048),
    # A tenth of the score for each day begun, half of it at most.
    late=LatePolicy(grace_minutes=15, per_day=0.1, at_most=0.5),
    assignments=[
        Assignment(
            id="l1_1_neuron",  # written in notebooks/<id>/master.py
            title={
                "en": "The neuron",
                "ru": "Нейрон",
            },
            points=20,  # what its checks and free-text answers add up to
            due=datetime(2026, 11, 30, 23, 59, tzinfo=MOSCOW),
        ),
        Assignment(
            id="l1_2_sigmoid",
            title={
                "en": "The sigmoid and log-odds",
                "ru": "Сигмоида и логарифм шансов",
            },
            points=20,
            due=datetime(2026, 12, 7, 23, 59, tzinfo=MOSCOW),
        ),
        Assignment(
            id="l1_3_boundary",
            title={
                "en": "The boundary",
                "ru": "Разделяющая поверхность",
            },
            points=20,
            due=datetime(2026, 12, 14, 23, 59, tzinfo=MOSCOW),
        ),
        Assignment(
            id="l1_4_loss",
            title={
                "en": "The loss",
                "ru": "Функция потерь",
            },
            points=20,
            due=datetime(2026, 12, 21, 23, 59, tzinfo=MOSCOW),
        ),
        Assignment(
            id="l1_5_entropy",
            title={
                "en": "Averaging the cross-entropy",
                "ru": "Усреднение перекрёстной энтропии",
            },
            points=22,
            due=datetime(2026, 12, 28, 23, 59, tzinfo=MOSCOW),
        ),
        Assignment(
            id="l1_6_descent",
            title={
                "en": "Gradient descent",
                "ru": "Градиентный спуск",
            },
            points=20,
            due=datetime(2027, 1, 4, 23, 59, tzinfo=MOSCOW),
        ),
        Assignment(
            id="l1_7_logistic_regression",
            title={
                "en": "Logistic regression from scratch",
                "ru": "Логистическая регрессия с нуля",
            },
            points=26,
            due=datetime(2027, 1, 11, 23, 59, tzinfo=MOSCOW),
        ),
        Assignment(
            id="l1_8_depth_recap",
            title={
                "en": "Depth, and a look back",
                "ru": "Глубина и взгляд назад",
            },
            points=26,
            due=datetime(2027, 1, 18, 23, 59, tzinfo=MOSCOW),
        ),
        Assignment(
            id="l2_1_softmax",
            title={
                "en": "Softmax: more than two classes",
                "ru": "Softmax: больше двух классов",
            },
            points=20,
            due=datetime(2027, 1, 25, 23, 59, tzinfo=MOSCOW),
        ),
        Assignment(
            id="l2_2_graph",
            title={
                "en": "Backpropagation is dynamic programming",
                "ru": "Обратное распространение — динамическое программирование",
            },
            points=20,
            due=datetime(2027, 2, 1, 23, 59, tzinfo=MOSCOW),
        ),
        Assignment(
            id="l2_3_layers",
            title={
                "en": "Backpropagation in matrices",
                "ru": "Обратное распространение в матрицах",
            },
            points=20,
            due=datetime(2027, 2, 8, 23, 59, tzinfo=MOSCOW),
        ),
        Assignment(
            id="l2_4_fc_net",
            title={
                "en": "A network from scratch",
                "ru": "Нейронная сеть с нуля",
            },
            points=20,
            due=datetime(2027, 2, 15, 23, 59, tzinfo=MOSCOW),
        ),
        Assignment(
            id="l3_1_pytorch",
            title={
                "en": "The same network in PyTorch",
                "ru": "Та же сеть в PyTorch",
            },
            points=20,
            libraries=["torch"],
            due=datetime(2027, 2, 22, 23, 59, tzinfo=MOSCOW),
        ),
        Assignment(
            id="l3_2_optimizers",
            title={
                "en": "Optimisers",
                "ru": "Методы оптимизации",
            },
            points=20,
            due=datetime(2027, 3, 1, 23, 59, tzinfo=MOSCOW),
            libraries=["torch"],
        ),
        Assignment(
            id="l3_3_signal",
            title={
                "en": "The signal through a deep network",
                "ru": "Сигнал в глубокой сети",
            },
            points=20,
            due=datetime(2027, 3, 8, 23, 59, tzinfo=MOSCOW),
            libraries=["torch"],
        ),
        Assignment(
            id="l3_4_regularisation",
            title={
                "en": "Regularisation",
                "ru": "Регуляризация",
            },
            points=20,
            due=datetime(2027, 3, 15, 23, 59, tzinfo=MOSCOW),
            libraries=["torch"],
        ),
    ],
)
